using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Coinbase;

/// <summary>One connection. Its frames are numbered over all channels, so the number is taken under one lock with the sending.</summary>
internal sealed class CoinbaseSession(
    CoinbaseExchange exchange,
    FaultBoard faults,
    SeededRandom random,
    TimeProvider time
)
{
    private const int MessagesPerSecond = 8;
    private static readonly string[] KnownChannels = ["heartbeats", "ticker", "ticker_batch", "market_trades"];
    private static readonly TimeSpan SubscribeWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(75);

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, List<string>> subscriptions = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> firedHere = [];
    private readonly TokenBucket inbound = new(MessagesPerSecond, MessagesPerSecond, time);
    private readonly DateTimeOffset openedAt = time.GetUtcNow();
    private ClientSocket? socket;
    private DateTimeOffset lastData = time.GetUtcNow();
    private long sequence;
    private bool everSubscribed;

    public void Attach(ClientSocket to) => socket = to;

    public bool Wants(string channel, string? product)
    {
        lock (gate)
        {
            return subscriptions.TryGetValue(channel, out var products)
                && (product is null || products.Contains(product, StringComparer.Ordinal));
        }
    }

    public void Offer(string channel, string? product, byte[] events, DateTimeOffset now)
    {
        lock (gate)
        {
            if (Wants(channel, product))
            {
                Send(channel, events, now);
            }
        }
    }

    /// <summary>Drops who never subscribes, and who lets every channel fall silent.</summary>
    public void CheckDeadlines(DateTimeOffset now)
    {
        lock (gate)
        {
            if (!everSubscribed && now - openedAt > SubscribeWithin)
            {
                socket?.Close(WebSocketCloseStatus.PolicyViolation);
            }
            else if (everSubscribed && !subscriptions.ContainsKey("heartbeats") && now - lastData > IdleLimit)
            {
                socket?.Close(WebSocketCloseStatus.NormalClosure);
            }
        }
    }

    public void Receive(ReadOnlyMemory<byte> text)
    {
        lock (gate)
        {
            if (!inbound.TryTake(1))
            {
                Refuse("rate limit exceeded");
                return;
            }
            try
            {
                using var document = JsonDocument.Parse(text);
                Handle(document.RootElement);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                Refuse("failure to parse message");
            }
        }
    }

    private void Handle(JsonElement root)
    {
        var type = root.GetProperty("type").GetString();
        var channel = root.TryGetProperty("channel", out var given) ? given.GetString() : null;
        if (type is not ("subscribe" or "unsubscribe"))
        {
            Refuse("type must be subscribe or unsubscribe");
        }
        else if (channel is null || !KnownChannels.Contains(channel, StringComparer.Ordinal))
        {
            Refuse($"unknown channel {channel}");
        }
        else if (type == "subscribe")
        {
            Subscribe(channel, Products(root));
        }
        else
        {
            Unsubscribe(channel, Products(root));
        }
    }

    private void Subscribe(string channel, List<string> names)
    {
        var found = names.Select(exchange.Find).ToArray();
        if (Array.IndexOf(found, null) is >= 0 and var unknown)
        {
            Refuse($"{names[unknown]} is not a valid product");
            return;
        }
        if (found.Length == 0 && channel != "heartbeats")
        {
            Refuse("product_ids required");
            return;
        }
        everSubscribed = true;
        var held = subscriptions.TryGetValue(channel, out var products) ? products : subscriptions[channel] = [];
        var added = found
            .OfType<ProductState>()
            .Where(p => !held.Contains(p.Spec.Product, StringComparer.Ordinal))
            .ToArray();
        held.AddRange(added.Select(p => p.Spec.Product));
        Acknowledge();
        foreach (var product in added)
        {
            SendSnapshot(channel, product);
        }
    }

    private void Unsubscribe(string channel, List<string> names)
    {
        if (subscriptions.TryGetValue(channel, out var held))
        {
            held.RemoveAll(p => names.Contains(p, StringComparer.Ordinal));
            if (held.Count == 0 || names.Count == 0)
            {
                subscriptions.Remove(channel);
            }
        }
        Acknowledge();
    }

    private void SendSnapshot(string channel, ProductState product)
    {
        var now = time.GetUtcNow();
        if (faults.IsActive(CoinbaseExchange.Venue, FaultKind.Freeze))
        {
            return;
        }
        if (channel is "ticker" or "ticker_batch")
        {
            var print = product.Tape.Latest(now, 1).First();
            Send(channel, CoinbaseExchange.TickerEvents(product, print, "snapshot", channel == "ticker_batch"), now);
        }
        else if (channel == "market_trades")
        {
            Send(channel, CoinbaseExchange.TradeEvents(product, product.Tape.Latest(now, 50), "snapshot"), now);
        }
    }

    private void Acknowledge() =>
        Send(
            "subscriptions",
            JsonAnswer.Bytes(w =>
            {
                w.WriteStartArray();
                w.WriteStartObject();
                w.WriteStartObject("subscriptions");
                foreach (var (channel, products) in subscriptions)
                {
                    w.WriteStartArray(channel);
                    foreach (var product in channel == "heartbeats" ? ["heartbeats"] : products)
                    {
                        w.WriteStringValue(product);
                    }
                    w.WriteEndArray();
                }
                w.WriteEndObject();
                w.WriteEndObject();
                w.WriteEndArray();
            }),
            time.GetUtcNow()
        );

    private void Send(string channel, byte[] events, DateTimeOffset now)
    {
        lastData = now;
        if (faults.Strikes(CoinbaseExchange.Venue, FaultKind.Malformed, firedHere))
        {
            SendMalformed(channel, events, now);
        }
        var number = sequence++;
        if (!faults.Strikes(CoinbaseExchange.Venue, FaultKind.Gap, firedHere))
        {
            SendRaw(Compose(channel, events, number, now));
        }
    }

    private void SendMalformed(string channel, byte[] events, DateTimeOffset now)
    {
        switch (random.Below(5))
        {
            case 0:
                SendRaw("not json at all"u8.ToArray());
                break;
            case 1:
                SendRaw(Encoding.UTF8.GetBytes(new string('[', 300)));
                break;
            case 2:
                SendRaw("""{"channel":"no_such_channel","events":null}"""u8.ToArray());
                break;
            case 3:
                var whole = Compose(channel, events, sequence, now);
                SendRaw(whole[..(whole.Length / 2)]);
                break;
            default:
                // Well numbered, so that the client must look at the values themselves.
                string[] prices = ["-1", "0", "NaN", "1e30", "abc", ""];
                var body =
                    $$"""[{"type":"update","tickers":[{"type":"ticker","product_id":"BTC-USD","price":"{{prices[random.Below(prices.Length)]}}"}]}]""";
                SendRaw(Compose("ticker", Encoding.UTF8.GetBytes(body), sequence++, now));
                break;
        }
    }

    private void SendRaw(byte[] frame)
    {
        if (!faults.Strikes(CoinbaseExchange.Venue, FaultKind.Mute))
        {
            socket?.Send(frame);
        }
    }

    private void Refuse(string sentence) =>
        SendRaw(
            JsonAnswer.Bytes(w =>
            {
                w.WriteStartObject();
                w.WriteString("type", "error");
                w.WriteString("message", sentence);
                w.WriteEndObject();
            })
        );

    private static byte[] Compose(string channel, byte[] events, long number, DateTimeOffset now)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"channel\":\"{channel}\",\"client_id\":\"\",\"timestamp\":\"{CoinbaseText.Time(now)}\",\"sequence_num\":{number},\"events\":"
        );
        var frame = new byte[head.Length + events.Length + 1];
        Encoding.ASCII.GetBytes(head, frame);
        events.CopyTo(frame, head.Length);
        frame[^1] = (byte)'}';
        return frame;
    }

    private static List<string> Products(JsonElement root) =>
        root.TryGetProperty("product_ids", out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(e => e.GetString() ?? "").Distinct(StringComparer.Ordinal)]
            : [];
}
