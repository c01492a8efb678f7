using System.Collections.Immutable;
using Strikeboard.Engine.Prices;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>Captures the inputs of a cycle from the live feeds.</summary>
internal sealed class LiveInputs(
    IPriceFeed prices,
    IMarketFeed markets,
    PriceMemories memories,
    IndexMemories indices,
    EngineSettings settings
) : IInputSource
{
    public CycleInputs Capture(
        long cycleId,
        long generation,
        DateTimeOffset dueAt,
        DateTimeOffset now,
        int missedBefore
    )
    {
        var choices = PipelineChoices.Of(settings.Pipeline);
        return new CycleInputs
        {
            CycleId = cycleId,
            Generation = generation,
            DueAt = dueAt,
            Now = now,
            MissedBefore = missedBefore,
            Symbols = [.. settings.Symbols.Select(symbol => Capture(symbol, cycleId, now, choices))],
        };
    }

    private SymbolInputs Capture(SymbolOptions options, long cycleId, DateTimeOffset now, PipelineChoices choices)
    {
        var symbol = new Symbol(options.Name);
        var captured = memories.Of(symbol).Capture();
        return new SymbolInputs
        {
            CycleId = cycleId,
            Symbol = symbol,
            Now = now,
            Choices = choices,
            PriceSource = prices.Name,
            Reading = prices.Latest(options.CoinbaseProduct),
            PriceSourceStatus = prices.Status,
            Prices = captured,
            Index = indices.Capture(symbol, captured.LastMinute),
            MarketSource = markets.Name,
            Series = [.. options.KalshiSeries],
            MarketSourceStatus = markets.Status,
            Markets = markets.Capture(options.KalshiSeries),
        };
    }
}
