using System.Globalization;
using System.Text.Json;
using Strikeboard.Simulator.Prices;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The settlement index as entitled accounts see it: one print a second, by stream or on request.</summary>
internal sealed class IndexFrames(PriceIndex index)
{
    public static readonly IReadOnlyList<(string Id, string Symbol)> All = [("BRTI", "BTC"), ("ETHUSD_RTI", "ETH")];

    public byte[] Value(string id, string symbol, DateTimeOffset second)
    {
        var print = index.Print(symbol, second);
        return JsonAnswer.Bytes(w =>
        {
            w.WriteStartObject();
            w.WriteString("index_id", id);
            w.WriteString("received_at", KalshiText.Time(second.AddMilliseconds(40)));
            // Text within text: the venue passes on what it was sent.
            w.WriteString(
                "data",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{{\"type\":\"value\",\"time\":{second.ToUnixTimeMilliseconds()},\"id\":\"{id}\",\"value\":\"{print:0.00}\"}}"
                )
            );
            w.WriteStartObject("avg_60s_data");
            w.WriteString("value", Average(symbol, second).ToString("0.00", CultureInfo.InvariantCulture));
            w.WriteNumber("window_size", PriceIndex.WindowPrints);
            w.WriteNumber(
                "window_start_ts_ms",
                second.AddSeconds(1 - PriceIndex.WindowPrints).ToUnixTimeMilliseconds()
            );
            w.WriteNumber("window_end_ts_exclusive", second.AddSeconds(1).ToUnixTimeMilliseconds());
            w.WriteEndObject();
            w.WriteEndObject();
        });
    }

    public JsonAnswer Values(string symbol, DateTimeOffset now)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteStartObject("data");
            w.WriteString("serverTime", KalshiText.Time(now));
            w.WriteStartArray("payload");
            w.WriteStartObject();
            w.WriteString("value", index.Print(symbol, second).ToString("0.00", CultureInfo.InvariantCulture));
            w.WriteNumber("time", second.ToUnixTimeMilliseconds());
            w.WriteEndObject();
            w.WriteEndArray();
            w.WriteEndObject();
            w.WriteEndObject();
        });
    }

    private decimal Average(string symbol, DateTimeOffset second) =>
        Enumerable.Range(0, PriceIndex.WindowPrints).Average(i => index.Print(symbol, second.AddSeconds(-i)));
}
