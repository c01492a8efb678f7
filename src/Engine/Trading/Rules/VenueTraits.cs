namespace Strikeboard.Engine.Trading.Rules;

/// <summary>What may be concluded from a venue's silence, and how it sells.</summary>
internal sealed record VenueTraits
{
    /// <summary>An order past its expiry is refused even when it arrives late. Where this is not known to hold, an absent order proves nothing.</summary>
    public required bool ExpiryProves { get; init; }

    /// <summary>How long an accepted order may be missing from what the venue lists.</summary>
    public TimeSpan Visibility { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The two reads that prove absence are at least so far apart.</summary>
    public TimeSpan BetweenReads { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The smallest quantity that can be sold; less is dust.</summary>
    public decimal Lot { get; init; } = 1m;

    /// <summary>An exit that is refused so often in a row waits for a person.</summary>
    public int MostRefusals { get; init; } = 5;

    /// <summary>Between a try that sold nothing and the next one.</summary>
    public TimeSpan AfterFailure { get; init; } = TimeSpan.FromSeconds(1);
}
