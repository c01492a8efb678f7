using System.Text.Json;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>Reads one command of a connection and answers it, under the exchange's lock.</summary>
internal sealed class CommandReader(KalshiExchange exchange, KalshiSession session)
{
    private long id;

    public void Handle(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object)
            {
                Refuse(1, "Unable to process message");
                return;
            }
            id = root.TryGetProperty("id", out var given) && given.TryGetInt64(out var number) ? number : 0;
            Dispatch(root);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            Refuse(1, "Unable to process message");
        }
    }

    private void Dispatch(JsonElement root)
    {
        var command = root.TryGetProperty("cmd", out var cmd) ? cmd.GetString() : null;
        if (command == "list_subscriptions")
        {
            ListSubscriptions();
            return;
        }
        if (command is not ("subscribe" or "unsubscribe" or "update_subscription"))
        {
            Refuse(5, "Unknown command");
            return;
        }
        if (!root.TryGetProperty("params", out var parameters) || parameters.ValueKind is not JsonValueKind.Object)
        {
            Refuse(2, "Params required");
            return;
        }
        switch (command)
        {
            case "subscribe":
                Subscribe(parameters);
                break;
            case "unsubscribe":
                Unsubscribe(parameters);
                break;
            default:
                Update(parameters);
                break;
        }
    }

    private void Subscribe(JsonElement parameters)
    {
        var names = Strings(parameters, "channels");
        if (names.Count == 0)
        {
            Refuse(3, "Channels required");
            return;
        }
        var tickers = Tickers(parameters);
        foreach (var name in names)
        {
            if (Channels.Parse(name) is not { } channel)
            {
                Refuse(8, "Unknown channel name");
            }
            else if (channel is Channel.OrderbookDelta && tickers.Count == 0)
            {
                Refuse(14, "Market ticker required");
            }
            else if (channel is Channel.Index && Strings(parameters, "index_ids").Count == 0)
            {
                Refuse(24, "Index IDs required");
            }
            else if (channel is Channel.Index && !exchange.Conditions.MaySeeIndex)
            {
                Refuse(9, "Not entitled to cfbenchmarks data");
            }
            else
            {
                Subscribe(channel, tickers, parameters);
            }
        }
    }

    private void Subscribe(Channel channel, List<string> tickers, JsonElement parameters)
    {
        var found = Known(tickers);
        var wantsAll = Channels.CoversEverything(channel) || tickers.Count == 0;
        if (!wantsAll && found.Count == 0)
        {
            return;
        }
        var subscription = session.Find(channel) ?? session.Add(channel);
        subscription.Indices.UnionWith(Strings(parameters, "index_ids").Where(i => i != "all"));
        if (
            parameters.TryGetProperty("use_yes_price", out var flag)
            && (flag.ValueKind is JsonValueKind.True or JsonValueKind.False)
        )
        {
            subscription.UseYesPrice = flag.GetBoolean();
        }
        session.Answer(w =>
        {
            w.WriteNumber("id", id);
            w.WriteString("type", "subscribed");
            w.WriteStartObject("msg");
            w.WriteString("channel", Channels.Name(channel));
            w.WriteNumber("sid", subscription.Sid);
            w.WriteEndObject();
        });
        if (wantsAll)
        {
            WatchEverything(subscription);
        }
        var added = wantsAll ? [] : Add(subscription, found);
        var initialTicker =
            channel is Channel.Ticker
            && parameters.TryGetProperty("send_initial_snapshot", out var initial)
            && initial.ValueKind is JsonValueKind.True;
        if (channel is Channel.OrderbookDelta || initialTicker)
        {
            SendSnapshots(subscription, added);
        }
    }

    private void Unsubscribe(JsonElement parameters)
    {
        var sids = Numbers(parameters, "sids");
        if (sids.Count == 0)
        {
            Refuse(4, "Subscription IDs required");
            return;
        }
        foreach (var sid in sids)
        {
            if (session.Find(sid) is not { } subscription)
            {
                Refuse(7, "Unknown subscription ID");
                continue;
            }
            session.Remove(subscription);
            Confirm(subscription, "unsubscribed", withMarkets: false);
        }
    }

    private void Update(JsonElement parameters)
    {
        var sids = Numbers(parameters, "sids");
        if (parameters.TryGetProperty("sid", out var one) && one.TryGetInt32(out var single))
        {
            sids.Add(single);
        }
        if (sids.Count != 1)
        {
            Refuse(12, "Exactly one subscription ID is required");
            return;
        }
        if (session.Find(sids[0]) is not { } subscription)
        {
            Refuse(7, "Unknown subscription ID");
            return;
        }
        if (!parameters.TryGetProperty("action", out var action))
        {
            Refuse(15, "Action required");
            return;
        }
        Update(subscription, action.GetString(), Tickers(parameters));
    }

    private void Update(Subscription subscription, string? action, List<string> tickers)
    {
        if (tickers.Count == 0 && (action is "add_markets" or "delete_markets"))
        {
            Refuse(14, "Market ticker required");
            return;
        }
        switch (action)
        {
            case "add_markets":
                var added = Add(subscription, Known(tickers));
                Confirm(subscription, "ok", withMarkets: true);
                SendSnapshots(subscription, subscription.Channel is Channel.OrderbookDelta ? added : []);
                break;
            case "delete_markets":
                Delete(subscription, tickers);
                Confirm(subscription, "ok", withMarkets: true);
                break;
            case "get_snapshot" when subscription.Channel is Channel.OrderbookDelta:
                Confirm(subscription, "ok", withMarkets: true);
                SendSnapshots(
                    subscription,
                    tickers.Count == 0 ? subscription.Markets : [.. Known(tickers).Where(subscription.Markets.Contains)]
                );
                break;
            default:
                Refuse(13, "Unsupported action");
                break;
        }
    }

    private void ListSubscriptions() =>
        session.Answer(w =>
        {
            w.WriteNumber("id", id);
            w.WriteString("type", "ok");
            w.WriteStartArray("msg");
            foreach (var subscription in session.Subscriptions)
            {
                w.WriteStartObject();
                w.WriteString("channel", Channels.Name(subscription.Channel));
                w.WriteNumber("sid", subscription.Sid);
                w.WriteEndObject();
            }
            w.WriteEndArray();
        });

    private void WatchEverything(Subscription subscription)
    {
        if (!subscription.Everything)
        {
            subscription.Everything = true;
            exchange.Everywhere.Of(subscription.Channel)?.Add(subscription);
        }
    }

    private static List<Market> Add(Subscription subscription, List<Market> wanted)
    {
        // A subscription to everything needs no list, and must not hear the same frame twice.
        var added = subscription.Everything ? [] : wanted.Where(m => !subscription.Markets.Contains(m)).ToList();
        foreach (var market in added)
        {
            subscription.Markets.Add(market);
            market.Watchers.Of(subscription.Channel)?.Add(subscription);
        }
        return added;
    }

    private static void Delete(Subscription subscription, List<string> tickers)
    {
        foreach (
            var market in subscription.Markets.Where(m => tickers.Contains(m.Ticker, StringComparer.Ordinal)).ToArray()
        )
        {
            subscription.Markets.Remove(market);
            market.Watchers.Of(subscription.Channel)?.Remove(subscription);
        }
    }

    private void SendSnapshots(Subscription subscription, List<Market> markets)
    {
        foreach (var market in markets.ToArray())
        {
            if (subscription.Channel is Channel.OrderbookDelta)
            {
                subscription.Send("orderbook_snapshot", Frames.BookSnapshot(market, subscription.UseYesPrice));
            }
            else
            {
                subscription.Send("ticker", Frames.Ticker(market, exchange.Now));
            }
        }
    }

    private void Confirm(Subscription subscription, string type, bool withMarkets)
    {
        var number = subscription.TakeNumber();
        session.Answer(w =>
        {
            w.WriteNumber("id", id);
            w.WriteNumber("sid", subscription.Sid);
            if (number is { } seq)
            {
                w.WriteNumber("seq", seq);
            }
            w.WriteString("type", type);
            if (withMarkets)
            {
                w.WriteStartObject("msg");
                w.WriteStartArray("market_tickers");
                foreach (var market in subscription.Markets)
                {
                    w.WriteStringValue(market.Ticker);
                }
                w.WriteEndArray();
                w.WriteEndObject();
            }
        });
    }

    private void Refuse(int code, string sentence, string? ticker = null) =>
        session.Answer(w =>
        {
            w.WriteNumber("id", id);
            w.WriteString("type", "error");
            w.WriteStartObject("msg");
            w.WriteNumber("code", code);
            w.WriteString("msg", sentence);
            if (ticker is not null)
            {
                w.WriteString("market_ticker", ticker);
            }
            w.WriteEndObject();
        });

    /// <summary>The markets that exist; each unknown ticker gets an error of its own and spoils nothing else.</summary>
    private List<Market> Known(List<string> tickers)
    {
        var found = new List<Market>(tickers.Count);
        foreach (var ticker in tickers)
        {
            if (exchange.Find(ticker) is { } market)
            {
                found.Add(market);
            }
            else
            {
                Refuse(11, "Invalid parameter: unknown market", ticker);
            }
        }
        return found;
    }

    private static List<string> Tickers(JsonElement parameters)
    {
        var tickers = Strings(parameters, "market_tickers");
        if (parameters.TryGetProperty("market_ticker", out var one) && one.GetString() is { Length: > 0 } single)
        {
            tickers.Add(single);
        }
        return [.. tickers.Distinct(StringComparer.Ordinal)];
    }

    private static List<string> Strings(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(e => e.GetString()).OfType<string>()]
            : [];

    private static List<int> Numbers(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(e => e.GetInt32())]
            : [];
}
