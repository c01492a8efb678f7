using System.Globalization;
using System.Text;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>Ticker frames as the venue spells them, of prices that walk: no two are alike, and their lengths vary as they do there.</summary>
internal sealed class TickerTexts(int seed, int products, long firstNumber = 1000)
{
    private static readonly DateTimeOffset Start = new(2026, 9, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly Random _random = new(seed);
    private readonly decimal[] _cents = [.. Enumerable.Range(0, products).Select(i => 8_421_307m / ((i * i * 7) + 1))];
    private long _sequence = firstNumber;

    public static IReadOnlyList<string> Products(int count) =>
        [.. Enumerable.Range(0, count).Select(i => i == 0 ? "BTC-USD" : $"C{i:000}-USD")];

    public byte[][] Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    public byte[] Next()
    {
        var product = _random.Next(products);
        var cents = _cents[product] = Math.Max(
            100m,
            Math.Floor(_cents[product] * (1m + ((decimal)_random.NextDouble() - 0.5m) / 2000m))
        );
        var price = cents / 100m;
        var time = Start.AddTicks(_sequence++ % 100_000_000 * 13_717_421);
        var text = new StringBuilder(420)
            .Append("{\"channel\":\"ticker\",\"client_id\":\"\",\"timestamp\":\"")
            .Append(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture))
            .Append(_random.Next(10, 100))
            .Append("Z\",\"sequence_num\":")
            .Append(_sequence)
            .Append(",\"events\":[{\"type\":\"update\",\"tickers\":[{\"type\":\"ticker\",\"product_id\":\"")
            .Append(Products(products)[product]);
        Member(text, "price", price);
        Member(text, "volume_24_h", Quantity(9_000, 8));
        Member(text, "low_24_h", price * 0.985m);
        Member(text, "high_24_h", price * 1.012m);
        Member(text, "low_52_w", price * 0.584m);
        Member(text, "high_52_w", price * 1.5m);
        Member(text, "price_percent_chg_24_h", Quantity(6, 14) - 3m);
        Member(text, "best_bid", price - 0.01m);
        Member(text, "best_bid_quantity", Quantity(4, 8));
        Member(text, "best_ask", price);
        Member(text, "best_ask_quantity", Quantity(4, 8));
        return Encoding.UTF8.GetBytes(text.Append("\"}]}]}").ToString());
    }

    private decimal Quantity(int most, int digits) => Math.Round((decimal)_random.NextDouble() * most, digits);

    private static void Member(StringBuilder text, string name, decimal value) =>
        text.Append("\",\"")
            .Append(name)
            .Append("\":\"")
            .Append(value.ToString("0.##############", CultureInfo.InvariantCulture));
}
