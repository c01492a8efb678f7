using Microsoft.Extensions.Hosting;
using Strikeboard.Data.Prices;
using Strikeboard.Engine.Live;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>Takes each tick of the feed into memory, tells it as a fact, and hands finished seconds to the price log.</summary>
public sealed class PriceRecorder(IPriceFeed feed, PriceMemories memories, PriceLogWriter log, Facts facts)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        feed.TickReceived += Take;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        feed.TickReceived -= Take;
        return Task.CompletedTask;
    }

    private void Take(PriceTick tick)
    {
        if (memories.SymbolOf(tick.Product) is not { } symbol)
            return;
        foreach (var row in memories.Of(symbol).Add(tick))
            log.Write(row);
        facts.Publish(new TickReceived(symbol, tick));
    }
}
