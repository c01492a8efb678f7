using Microsoft.Extensions.Hosting;
using Strikeboard.Engine.Live;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

/// <summary>Hands on what the market feed hears of its contracts: results as facts, announcements as facts and diary lines.</summary>
public sealed class MarketReporter(IMarketFeed feed, Facts facts, IEventLog events) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Settled += facts.Publish;
        feed.MarketsChanged += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        feed.Settled -= facts.Publish;
        feed.MarketsChanged -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(MarketsChanged changed)
    {
        facts.Publish(changed);
        var what = changed.Tickers.Length == 1 ? changed.Tickers[0] : $"{changed.Tickers.Length} contracts";
        events.Record(
            // A contract that stops trading before its time is what an operator would want to know of.
            changed.Change == "deactivated"
                ? Severity.Warning
                : Severity.Info,
            changed.Source,
            $"market.{changed.Change}",
            $"{changed.EventTicker}: {what} {changed.Change.Replace('_', ' ')}.",
            ("event", changed.EventTicker),
            ("markets", changed.Tickers.Length)
        );
    }
}
