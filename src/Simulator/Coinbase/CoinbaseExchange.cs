using System.Collections.Concurrent;
using System.Text.Json;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Coinbase;

/// <summary>The venue's stream: walks the tape and the clock, and hands each event to every session that asked for it.</summary>
internal sealed class CoinbaseExchange(PriceEngine prices, FaultBoard faults, SimulatorOptions options)
{
    public const string Venue = "coinbase";
    private static readonly TimeSpan LongestCatchUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BatchEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<CoinbaseSession, byte> sessions = new();
    private DateTimeOffset walked;
    private DateTimeOffset nextHeartbeat;
    private DateTimeOffset nextBatch;
    private long heartbeats;

    public IReadOnlyList<ProductState> Products { get; } =
    [.. prices.Symbols.Select(s => new ProductState(prices, s, options.Seed))];

    public void Add(CoinbaseSession session) => sessions[session] = 0;

    public void Remove(CoinbaseSession session) => sessions.TryRemove(session, out _);

    /// <summary>A `-USDC` name means the `-USD` product.</summary>
    public ProductState? Find(string product)
    {
        var name = product.EndsWith("-USDC", StringComparison.Ordinal) ? product[..^1] : product;
        return Products.FirstOrDefault(p => p.Spec.Product == name);
    }

    public void Advance(DateTimeOffset now)
    {
        if (!sessions.IsEmpty)
        {
            if (!faults.Strikes(Venue, FaultKind.Freeze))
            {
                WalkTape(now);
            }
            Beat(now);
        }
        walked = now;
        foreach (var session in sessions.Keys)
        {
            session.CheckDeadlines(now);
        }
    }

    public static byte[] TickerEvents(ProductState product, TapePrint print, string type, bool batch) =>
        JsonAnswer.Bytes(w =>
        {
            var day = product.Day(print.At);
            w.WriteStartArray();
            w.WriteStartObject();
            w.WriteString("type", type);
            w.WriteStartArray("tickers");
            w.WriteStartObject();
            w.WriteString("type", "ticker");
            w.WriteString("product_id", product.Spec.Product);
            w.WriteString("price", CoinbaseText.Price(print.Price));
            w.WriteString("volume_24_h", CoinbaseText.Number(day.Volume));
            w.WriteString("low_24_h", CoinbaseText.Price(Math.Min(day.Low, print.Price)));
            w.WriteString("high_24_h", CoinbaseText.Price(Math.Max(day.High, print.Price)));
            w.WriteString("low_52_w", CoinbaseText.Price(product.Spec.Level * 0.55m));
            w.WriteString("high_52_w", CoinbaseText.Price(product.Spec.Level * 1.18m));
            w.WriteString("price_percent_chg_24_h", CoinbaseText.Number(day.ChangePercent(print.Price)));
            if (!batch)
            {
                w.WriteString("best_bid", CoinbaseText.Price(print.Bid));
                w.WriteString("best_bid_quantity", CoinbaseText.Number(print.Size * 3));
                w.WriteString("best_ask", CoinbaseText.Price(print.Ask));
                w.WriteString("best_ask_quantity", CoinbaseText.Number(print.Size * 2));
            }
            w.WriteEndObject();
            w.WriteEndArray();
            w.WriteEndObject();
            w.WriteEndArray();
        });

    public static byte[] TradeEvents(ProductState product, IEnumerable<TapePrint> prints, string type) =>
        JsonAnswer.Bytes(w =>
        {
            w.WriteStartArray();
            w.WriteStartObject();
            w.WriteString("type", type);
            w.WriteStartArray("trades");
            foreach (var print in prints)
            {
                Trade(w, product, print);
            }
            w.WriteEndArray();
            w.WriteEndObject();
            w.WriteEndArray();
        });

    public static void Trade(Utf8JsonWriter w, ProductState product, TapePrint print)
    {
        w.WriteStartObject();
        w.WriteString("trade_id", print.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        w.WriteString("product_id", product.Spec.Product);
        w.WriteString("price", CoinbaseText.Price(print.Price));
        w.WriteString("size", CoinbaseText.Number(print.Size));
        w.WriteString("time", CoinbaseText.Time(print.At));
        w.WriteString("side", print.Buy ? "BUY" : "SELL");
        w.WriteEndObject();
    }

    private void WalkTape(DateTimeOffset now)
    {
        var from = now - walked > LongestCatchUp ? now - LongestCatchUp : walked;
        foreach (var product in Products)
        {
            foreach (var print in product.Tape.Between(from, now))
            {
                Broadcast("ticker", product, now, () => TickerEvents(product, print, "update", batch: false));
                Broadcast("market_trades", product, now, () => TradeEvents(product, [print], "update"));
            }
        }
        if (now >= nextBatch)
        {
            nextBatch = now + BatchEvery;
            foreach (var product in Products)
            {
                Broadcast(
                    "ticker_batch",
                    product,
                    now,
                    () => TickerEvents(product, product.Tape.Latest(now, 1).First(), "update", batch: true)
                );
            }
        }
    }

    private void Beat(DateTimeOffset now)
    {
        if (now < nextHeartbeat)
        {
            return;
        }
        nextHeartbeat = now + TimeSpan.FromSeconds(1);
        var events = JsonAnswer.Bytes(w =>
        {
            w.WriteStartArray();
            w.WriteStartObject();
            w.WriteString(
                "current_time",
                now.ToString(
                    "yyyy-MM-dd HH:mm:ss.fffffff '+0000 UTC'",
                    System.Globalization.CultureInfo.InvariantCulture
                )
            );
            w.WriteNumber("heartbeat_counter", ++heartbeats);
            w.WriteEndObject();
            w.WriteEndArray();
        });
        foreach (var session in sessions.Keys)
        {
            session.Offer("heartbeats", null, events, now);
        }
    }

    private void Broadcast(string channel, ProductState product, DateTimeOffset now, Func<byte[]> events)
    {
        byte[]? bytes = null;
        foreach (var session in sessions.Keys)
        {
            if (session.Wants(channel, product.Spec.Product))
            {
                session.Offer(channel, product.Spec.Product, bytes ??= events(), now);
            }
        }
    }
}
