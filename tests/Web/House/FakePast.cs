using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Web.Tests.House;

/// <summary>A log of three seconds and a gap, or what the test wants of it.</summary>
internal sealed class FakePast : IPastPrices
{
    public List<PastRange> Asked { get; } = [];

    public Func<PastRange, Task<PastPrices>>? Answer { get; set; }

    public Task<PastPrices> ReadAsync(Symbol symbol, PastRange range, CancellationToken cancellationToken)
    {
        Asked.Add(range);
        return Answer?.Invoke(range) ?? Task.FromResult(Of(symbol, range));
    }

    public static PastPrices Of(Symbol symbol, PastRange range, params PastPrice[] points) =>
        new(
            symbol,
            range,
            points.Length > 0
                ? [.. points]
                :
                [
                    new PastPrice(range.From, 100.5m, PriceRowKind.Observed, "coinbase"),
                    new PastPrice(range.From.AddSeconds(1), null, null, null),
                    new PastPrice(range.From.AddSeconds(60), 101m, PriceRowKind.WarmStart, "candles"),
                ],
            [],
            TimeSpan.FromMinutes(1)
        );
}
