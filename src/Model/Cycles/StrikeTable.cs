using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>Output of the strike step for one series.</summary>
public sealed record StrikeTable
{
    private IRowSource<StrikeRow> _source = GivenRows<StrikeRow>.None;

    public required Symbol Symbol { get; init; }
    public required string Series { get; init; }
    public required long CycleId { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    public required Quality Quality { get; init; }

    /// <summary>Null between two events; then there are no rows, and <see cref="NextOpen"/> says when there will be.</summary>
    public StrikeEvent? Event { get; init; }
    public DateTimeOffset? NextOpen { get; init; }
    public required decimal Spot { get; init; }
    public required double SigmaAnnual { get; init; }
    public ImmutableArray<StrikeRow> Rows
    {
        get => _source.Rows;
        init => _source = new GivenRows<StrikeRow>(value);
    }

    public IRowSource<StrikeRow> Source => _source;

    /// <summary>The row nearest to spot.</summary>
    public string? AtTheMoney { get; init; }

    public StrikeTable WithRows(IRowSource<StrikeRow> source) => this with { _source = source };

    /// <summary>What to call it now, after it was made at the given time. The books share a stream: the youngest proof speaks for all.</summary>
    public Quality QualityAt(DateTimeOffset madeAt, DateTimeOffset now) =>
        !Rows.IsDefaultOrEmpty && Rows.Max(row => row.QuoteAsOf) is { } proven
            ? QualityRules.Aged(Quality, now - madeAt, now - proven, FreshnessLimits.MarketBooks)
            : QualityRules.Aged(Quality, now - madeAt);
}

public sealed record StrikeEvent(
    string Ticker,
    string Title,
    DateTimeOffset CloseTime,
    double TtcSeconds,
    EventPhase Phase,
    int KnownTicks,
    int MarketsInAll
);
