using System.Text.Json;
using System.Text.Json.Nodes;
using Strikeboard.Exchanges.Streams;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>
/// One channel of one connection: what is subscribed, what is on its way, and the counter. One command at a time, so that each
/// answer has one meaning.
/// </summary>
internal sealed class KalshiChannel(string name, bool needsMarkets, IReadOnlyList<string>? indices = null)
{
    private const int MostPerCommand = 500;

    private readonly HashSet<string> _subscribed = new(StringComparer.Ordinal);
    private List<string> _adding = [];
    private List<string> _dropping = [];
    private SequenceWatch _sequence;

    public string Name => name;

    public long? Sid { get; private set; }

    public int? PendingId { get; private set; }

    public DateTimeOffset PendingSince { get; private set; }

    /// <summary>Acknowledged by the venue.</summary>
    public IReadOnlySet<string> Subscribed => _subscribed;

    /// <summary>On the way out, or gone since the last command.</summary>
    public IReadOnlyList<string> Dropping => _dropping;

    public bool IsSettled => Sid is not null && PendingId is null;

    public long? ExpectedSequence => _sequence.Expected;

    public SequenceStep Step(long number) => _sequence.Step(number);

    /// <summary>The next command that brings the subscription nearer to what is wanted; null when there is none to send now.</summary>
    public byte[]? Next(IReadOnlySet<string> wanted, int id, DateTimeOffset now)
    {
        if (PendingId is not null)
            return null;
        _adding = needsMarkets ? [.. wanted.Where(t => !_subscribed.Contains(t)).Take(MostPerCommand)] : [];
        _dropping = [];
        if (Sid is null)
            return needsMarkets && _adding.Count == 0 ? null : Sent(id, now, Subscribe(id));
        if (_adding.Count > 0)
            return Sent(id, now, Update(id, "add_markets", _adding));
        _dropping = [.. _subscribed.Where(t => !wanted.Contains(t)).Take(MostPerCommand)];
        return _dropping.Count > 0 ? Sent(id, now, Update(id, "delete_markets", _dropping)) : null;
    }

    public byte[] GetSnapshots(int id) => Update(id, "get_snapshot", _subscribed);

    public void Answered(long? sid)
    {
        Sid ??= sid;
        _subscribed.UnionWith(_adding);
        _subscribed.ExceptWith(_dropping);
        PendingId = null;
    }

    public void Refused() => PendingId = null;

    private byte[] Sent(int id, DateTimeOffset now, byte[] command)
    {
        (PendingId, PendingSince) = (id, now);
        return command;
    }

    private byte[] Subscribe(int id)
    {
        var parameters = new JsonObject { ["channels"] = new JsonArray(name) };
        if (needsMarkets)
            parameters["market_tickers"] = Tickers(_adding);
        // Said outright: the venue has announced another default, and a book read on the wrong scale looks plausible.
        if (name == KalshiProtocol.BookChannel)
            parameters["use_yes_price"] = false;
        if (indices is not null)
            parameters["index_ids"] = Tickers(indices);
        if (name == KalshiProtocol.TickerChannel)
            parameters["send_initial_snapshot"] = true;
        return Command(id, "subscribe", parameters);
    }

    private byte[] Update(int id, string action, IEnumerable<string> tickers) =>
        Command(
            id,
            "update_subscription",
            new JsonObject
            {
                ["sid"] = Sid,
                ["action"] = action,
                ["market_tickers"] = Tickers(tickers),
            }
        );

    public static byte[] Command(int id, string command, JsonObject? parameters)
    {
        var json = new JsonObject { ["id"] = id, ["cmd"] = command };
        if (parameters is not null)
            json["params"] = parameters;
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    private static JsonArray Tickers(IEnumerable<string> tickers) => [.. tickers.Select(t => JsonValue.Create(t))];
}
