using System.Globalization;
using System.Text.Json;
using Npgsql;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Bodies;

/// <summary>What callers can change, as one mark a part: how much there is of it, and a hash of what it says.</summary>
internal sealed class StateMarks(NpgsqlConnection database, Desk desk) : IAsyncDisposable
{
    private const string Question = """
        SELECT 'users', count(*), sum(hashtextextended(concat_ws('|', id, name, role, enabled, password_hash, security_stamp), 0))
        FROM access.users UNION ALL
        SELECT 'keys', count(*), sum(hashtextextended(concat_ws('|', id, user_id, name, ceiling, verbs, symbols, expires_at, revoked_at), 0))
        FROM access.api_keys UNION ALL
        SELECT 'sessions', count(*), sum(hashtextextended(concat_ws('|', id, user_id, expires_at, ended_at, ended_because), 0))
        FROM access.sessions UNION ALL
        SELECT 'views', count(*), sum(hashtextextended(concat_ws('|', user_id, table_name, name, query, is_default), 0))
        FROM access.saved_views UNION ALL
        SELECT 'settings', coalesce(max(version), 0), sum(hashtextextended(concat_ws('|', version, key, value, changed_by), 0))
        FROM system.settings UNION ALL
        SELECT 'pipeline', max(generation), sum(hashtextextended(concat_ws('|', desired_running, generation, changed_by), 0))
        FROM system.pipeline
        """;

    /// <summary>The part a call is about comes first; what may go along with it follows.</summary>
    private static readonly (string Path, string[] Parts)[] About =
    [
        ("/api/users", ["users", "sessions", "keys"]),
        ("/api/keys", ["keys"]),
        ("/api/sessions", ["sessions"]),
        ("/api/auth", ["sessions"]),
        ("/api/settings", ["settings"]),
        ("/api/jobs", ["jobs"]),
        ("/api/system/control", ["pipeline"]),
        ("/start", ["pipeline"]),
        ("/stop", ["pipeline"]),
        ("/restart", ["pipeline"]),
    ];

    public static async Task<StateMarks> OpenAsync(Bench bench, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(bench.Database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return new StateMarks(connection, bench.Desk);
    }

    public async Task<IReadOnlyDictionary<string, Mark>> ReadAsync(CancellationToken cancellationToken)
    {
        var marks = new Dictionary<string, Mark>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(Question, database))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var hash = await reader.IsDBNullAsync(2, cancellationToken) ? 0 : reader.GetDecimal(2);
                marks[reader.GetString(0)] = new Mark(reader.GetInt64(1), hash.ToString(CultureInfo.InvariantCulture));
            }
        }
        marks["jobs"] = new Mark(0, await PausedAsync(cancellationToken));
        return marks;
    }

    /// <summary>What changed though no answer said so: parts the calls are not about, or more than was agreed to.</summary>
    public static IEnumerable<string> Unexplained(
        ApiOperation operation,
        IReadOnlyDictionary<string, Mark> before,
        IReadOnlyDictionary<string, Mark> after,
        int agreed,
        bool showsTokens
    )
    {
        var about = About.FirstOrDefault(entry => operation.Path.StartsWith(entry.Path, StringComparison.Ordinal));
        var parts = about.Parts ?? [];
        foreach (var (part, mark) in after.Where(entry => before[entry.Key] != entry.Value))
        {
            if (agreed == 0 && showsTokens && part == "sessions" && mark.Count == before[part].Count)
                continue;
            if (agreed == 0)
                yield return $"{operation.Name}: {part} changed, and every call was refused";
            else if (!parts.Contains(part, StringComparer.Ordinal))
                yield return $"{operation.Name}: {part} changed, which is none of its business";
            else if (part == parts[0] && mark.Count - before[part].Count > agreed)
                yield return $"{operation.Name}: {mark.Count - before[part].Count} more {part} by {agreed} agreed calls";
        }
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>One that was paused while it runs says so in its own way.</summary>
    private async Task<string> PausedAsync(CancellationToken cancellationToken)
    {
        var jobs = await desk.GetAsync("/api/jobs", cancellationToken);
        return string.Join(
            ' ',
            jobs.GetProperty("items")
                .EnumerateArray()
                .Where(job => job.GetProperty("state").GetString()!.StartsWith("Paused", StringComparison.Ordinal))
                .Select(job => job.GetProperty("id").GetString())
        );
    }

    internal sealed record Mark(long Count, string Hash);
}
