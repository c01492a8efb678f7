using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>Output of the watchlist step: the rows worth a look, best first, and those that just missed.</summary>
public sealed record Watchlist
{
    private IRowSource<WatchlistEntry> _entries = GivenRows<WatchlistEntry>.None;
    private IRowSource<NearMiss> _nearMisses = GivenRows<NearMiss>.None;

    public required Symbol Symbol { get; init; }
    public required long CycleId { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    public required Quality Quality { get; init; }
    public ImmutableArray<WatchlistEntry> Entries
    {
        get => _entries.Rows;
        init => _entries = new GivenRows<WatchlistEntry>(value);
    }
    public ImmutableArray<NearMiss> NearMisses
    {
        get => _nearMisses.Rows;
        init => _nearMisses = new GivenRows<NearMiss>(value);
    }

    /// <summary>Why nothing can qualify just now (too close to the close, data not fresh); null otherwise.</summary>
    public string? Closed { get; init; }

    public Watchlist With(IRowSource<WatchlistEntry> entries, IRowSource<NearMiss> nearMisses) =>
        this with
        {
            _entries = entries,
            _nearMisses = nearMisses,
        };
}

public sealed record WatchlistEntry(int Rank, string Series, StrikeRow Row);

/// <summary>A row that failed few criteria; <paramref name="By"/> says for each how much was missing, in the criterion's own unit.</summary>
public sealed record NearMiss(
    string Ticker,
    string Series,
    ImmutableArray<string> Failed,
    ImmutableDictionary<string, double> By
);
