namespace Strikeboard.Exchanges.Http;

/// <summary>What a venue answered instead of what was asked.</summary>
/// <param name="Status">The HTTP status; 0 where there was no answer.</param>
/// <param name="Code">The venue's own word, or ours for trouble on the way: "timeout", "network", "unreadable".</param>
/// <param name="IsTransient">The same request may succeed later.</param>
public sealed record VenueError(int Status, string Code, string Message, bool IsTransient)
{
    public override string ToString() =>
        (Status, Code.Length) switch
        {
            (0, _) => Message,
            (_, 0) => $"HTTP {Status}",
            _ => $"HTTP {Status} {Code}",
        };
}
