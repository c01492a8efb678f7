using Microsoft.Extensions.Logging;
using Strikeboard.Data.Prices;
using Strikeboard.Engine.Operations;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>
/// Fills the memories at the start, first from our own price log, then from the venue's candles for what is missing, so that
/// momentum and volatility need not wait half an hour. Trouble here costs readiness, never the start.
/// </summary>
public sealed partial class WarmStart(
    IPriceHistory history,
    PriceLogReader log,
    PriceMemories memories,
    EngineSettings settings,
    IEventLog events,
    TimeProvider time,
    ILogger<WarmStart> logger
)
{
    private static readonly TimeSpan Needed = TimeSpan.FromMinutes(31);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(settings.Symbols.Select(symbol => WarmAsync(symbol, cancellationToken)));

    private async Task WarmAsync(SymbolOptions options, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var symbol = new Symbol(options.Name);
        var to = time.GetUtcNow();
        try
        {
            var own = await log.RangeAsync(symbol, to - Needed, to, patience.Token);
            var candles = await history.ReadCandlesAsync(
                options.CoinbaseProduct,
                TimeSpan.FromMinutes(1),
                to - Needed,
                to,
                patience.Token
            );
            memories.Of(symbol).Warm(MinuteLine.Through(symbol, candles, to).Concat(own));
            events.Record(
                Severity.Info,
                "prices",
                "prices.warm",
                $"{symbol}: {own.Count} own seconds and {candles.Count} candles fill the last half hour.",
                ("symbol", symbol)
            );
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, options.Name, exception.Message);
            events.Record(
                Severity.Warning,
                "prices",
                "prices.cold",
                $"{symbol} starts without history: {exception.Message}",
                ("symbol", symbol)
            );
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol} starts without history: {Error}")]
        public static partial void Failed(ILogger logger, string symbol, string error);
    }
}
