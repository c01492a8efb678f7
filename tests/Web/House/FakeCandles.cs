using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Web.Tests.House;

/// <summary>The first candle asked for from our log, the second from the venue, and nothing after.</summary>
internal sealed class FakeCandles : ICandleReader
{
    public IReadOnlyList<TimeSpan> Lengths { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)];

    public Task<CandleChart> ReadAsync(
        Symbol symbol,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new CandleChart(
                [
                    new SourcedCandle(new Candle(from, length, 1m, 3m, 1m, 2m, 0m), "log"),
                    new SourcedCandle(new Candle(from + length, length, 2m, 4m, 2m, 3m, 5.5m), "coinbase"),
                ],
                [new CandleGap(from + (2 * length), to)],
                ""
            )
        );
}
