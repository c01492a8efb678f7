using System.Text.Json;

namespace Strikeboard.Faults.Trading;

/// <summary>What all kills so far came to; kept in a file, so that a campaign goes on where another ended.</summary>
internal sealed class KillTally
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int Kills { get; set; }
    public int Asked { get; set; }
    public int Received { get; set; }
    public int Filled { get; set; }

    /// <summary>How often the process ended at a named step.</summary>
    public Dictionary<string, int> Reached { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Promises that broke, by their first word.</summary>
    public Dictionary<string, int> Broken { get; init; } = new(StringComparer.Ordinal);

    public List<double> Recovered { get; init; } = [];
    public List<double> Unprotected { get; init; } = [];
    public int NeverWatched { get; set; }
    public int UnknownLeft { get; set; }

    public int Of(params ReadOnlySpan<string> kinds)
    {
        var sum = 0;
        foreach (var kind in kinds)
            sum += Broken.GetValueOrDefault(kind);
        return sum;
    }

    public void Add(DeskKillOutcome outcome)
    {
        Kills += outcome.Kills;
        Asked += outcome.Asked;
        UnknownLeft = outcome.Unknown;
        foreach (var step in outcome.Reached)
            Reached[step] = Reached.GetValueOrDefault(step) + 1;
        if (outcome.ProtectedAfter is { } seconds)
            Recovered.Add(seconds);
        else
            NeverWatched++;
        if (outcome.Unprotected > 0)
            Unprotected.Add(outcome.Unprotected);
    }

    public void Break(string how)
    {
        var kind = how.Split(':')[0];
        Broken[kind] = Broken.GetValueOrDefault(kind) + 1;
    }

    public static async Task<KillTally> ReadAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null || !File.Exists(file))
            return new KillTally();
        await using var stream = File.OpenRead(file);
        return await JsonSerializer.DeserializeAsync<KillTally>(stream, Written, cancellationToken) ?? new KillTally();
    }

    /// <summary>Whole or not at all: a campaign may be broken off at any moment.</summary>
    public async Task WriteAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
            return;
        await File.WriteAllTextAsync(file + ".next", JsonSerializer.Serialize(this, Written), cancellationToken);
        File.Move(file + ".next", file, overwrite: true);
    }
}
