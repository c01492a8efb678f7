using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Strikeboard.Faults.Rig;

/// <summary>The app's own PostgreSQL, looked at from beside: its processes, and what it keeps.</summary>
public sealed class PrivateDatabase(string home)
{
    private const double TicksASecond = 100;
    private readonly string _folder = Path.Combine(home, "demo", "postgres");

    public int? PostmasterId => Lines is [var id, ..] ? int.Parse(id, CultureInfo.InvariantCulture) : null;

    private string[] Lines
    {
        get
        {
            var file = Path.Combine(_folder, "data", "postmaster.pid");
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
    }

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = int.Parse(Lines[3], CultureInfo.InvariantCulture),
            Username = "strikeboard",
            Database = "strikeboard",
            Password = File.ReadAllText(Path.Combine(_folder, "password")),
            Pooling = false,
            Timeout = 3,
        }.ConnectionString;

    /// <summary>What the server and its connections have used so far, those that went included. Only where Linux is; 0 elsewhere.</summary>
    public double CpuSeconds =>
        PostmasterId is { } parent
            ? (Ticks(ReadOrEmpty($"/proc/{parent}/stat"), 4) + Children(parent).Sum(child => Ticks(child.Stat, 2)))
                / TicksASecond
            : 0;

    public void KillPostmaster() => KillNow(PostmasterId ?? throw new InvalidOperationException("no server runs"));

    /// <summary>One connection's process, the how-manieth by the dice; PostgreSQL answers by restarting all of them.</summary>
    public void KillBackend(Random random)
    {
        var backends = Backends();
        KillNow(backends[random.Next(backends.Count)]);
    }

    /// <summary>The newest kept second of a symbol: what lies between it and a kill is what the kill cost.</summary>
    public async Task<DateTimeOffset?> NewestPriceAsync(string symbol, CancellationToken cancellationToken)
    {
        var kept = await AskAsync(
            "SELECT max(second) FROM live_data.price_log WHERE symbol = $1",
            symbol,
            cancellationToken
        );
        return kept is DateTime newest ? new DateTimeOffset(newest, TimeSpan.Zero) : null;
    }

    /// <summary>Seconds that have two cycles or two prices, and cycles of a leader that was succeeded before them.</summary>
    public async Task<long> CountedTwiceAsync(CancellationToken cancellationToken) =>
        (long)
            (
                await AskAsync(
                    """
                    SELECT (SELECT count(*) - count(DISTINCT due_at) FROM system.cycles)
                         + (SELECT count(*) - count(DISTINCT (symbol, second)) FROM live_data.price_log WHERE symbol <> $1)
                         + (SELECT count(*)
                            FROM (SELECT epoch < lag(epoch) OVER (ORDER BY id) AS back FROM system.cycles) c
                            WHERE back)
                    """,
                    "",
                    cancellationToken
                )
            )!;

    /// <summary>
    /// From now on a commit does not wait for the disk, which is what most of a flood of commands would wait for. Whether
    /// the promise holds is tried by the kills.
    /// </summary>
    public async Task PromiseLessAsync(CancellationToken cancellationToken)
    {
        await TellAsync("ALTER SYSTEM SET synchronous_commit = off", cancellationToken);
        await TellAsync("SELECT pg_reload_conf()", cancellationToken);
    }

    public void EndWhatIsLeft()
    {
        if (PostmasterId is { } id && IsPostgres(id))
            KillNow(id);
    }

    public async Task<int> TellAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<object?> AskAsync(string question, string about, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(question, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = about });
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private List<int> Backends()
    {
        var parent = PostmasterId ?? throw new InvalidOperationException("no server runs");
        var found = Children(parent)
            .Select(child => child.Id)
            .Where(id =>
                ReadOrEmpty($"/proc/{id}/cmdline")
                    .StartsWith("postgres: strikeboard strikeboard", StringComparison.Ordinal)
            )
            .Order()
            .ToList();
        return found.Count > 0 ? found : throw new InvalidOperationException("the app has no connection open");
    }

    private static IEnumerable<(int Id, string Stat)> Children(int parent)
    {
        if (!OperatingSystem.IsLinux())
            yield break;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && ReadOrEmpty($"{folder}/stat") is var stat
                && stat.Split(") ") is [_, var rest]
                && rest.Split(' ') is [_, var parentId, ..]
                && parentId == parent.ToString(CultureInfo.InvariantCulture)
            )
                yield return (id, stat);
        }
    }

    /// <summary>The first two are a process's own in user and system mode, the other two those of its ended children.</summary>
    private static double Ticks(string stat, int fields) =>
        stat.Split(") ") is [_, var rest]
            ? rest.Split(' ').Skip(11).Take(fields).Sum(field => double.Parse(field, CultureInfo.InvariantCulture))
            : 0;

    private static bool IsPostgres(int id) =>
        ReadOrEmpty($"/proc/{id}/stat").Contains("(postgres) ", StringComparison.Ordinal);

    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void KillNow(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It went by itself in this very moment.
        }
    }
}
