using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>Output of the probability step for one event: the settlement distribution and each contract's chance of yes.</summary>
public sealed record ProbabilityTable
{
    private IRowSource<MarketProbability> _source = GivenRows<MarketProbability>.None;

    public required string Series { get; init; }
    public required string EventTicker { get; init; }
    public required double TtcSeconds { get; init; }
    public required EventPhase Phase { get; init; }
    public required double Mean { get; init; }
    public required double StandardDeviation { get; init; }

    /// <summary>How many of the sixty settlement prices are known, and how many of those had to be interpolated.</summary>
    public required int KnownTicks { get; init; }
    public required int InterpolatedTicks { get; init; }

    /// <summary>Where those prices come from: the index's name, or the price's source "as proxy".</summary>
    public string SettlesOn { get; init; } = "";
    public required Quality Quality { get; init; }
    public ImmutableArray<MarketProbability> Markets
    {
        get => _source.Rows;
        init => _source = new GivenRows<MarketProbability>(value);
    }

    public IRowSource<MarketProbability> Source => _source;

    public ProbabilityTable WithMarkets(IRowSource<MarketProbability> source) => this with { _source = source };
}

public sealed record MarketProbability(string Ticker, double PYes);

/// <summary>Open until the last minute, averaging while the settlement prices are collected, then closed.</summary>
public enum EventPhase
{
    Open,
    Averaging,
    Closed,
}
