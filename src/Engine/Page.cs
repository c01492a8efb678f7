namespace Strikeboard.Engine;

/// <summary>One page of a list. <paramref name="Next"/> is handed back to get the following one; null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total, string? Next);

/// <summary>Newest first, from and to inclusive.</summary>
public sealed record PageRequest(
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    int Limit = 100,
    string? After = null
)
{
    public const int MostRows = 1000;

    public int Rows => Math.Clamp(Limit, 1, MostRows);
}
