using System.Text.Json;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>One connection: its subscriptions, the commands it sends, and the faults that strike its frames.</summary>
internal sealed class KalshiSession(KalshiExchange exchange, string account, FaultBoard faults, SeededRandom random)
{
    private readonly SortedDictionary<int, Subscription> subscriptions = [];
    private readonly Dictionary<int, int> firedHere = [];
    private ClientSocket? socket;
    private int lastSid;

    public string Account => account;

    public IReadOnlyCollection<Subscription> Subscriptions => subscriptions.Values;

    public void Attach(ClientSocket to) => socket = to;

    public static byte[] SlowClientFrame() =>
        """{"type":"error","msg":{"code":25,"msg":"Subscription buffer overflow"}}"""u8.ToArray();

    public void Receive(ReadOnlyMemory<byte> text)
    {
        lock (exchange.Gate)
        {
            new CommandReader(exchange, this).Handle(text);
        }
    }

    public void Ping()
    {
        if (!faults.Strikes(KalshiExchange.Venue, FaultKind.Mute))
        {
            socket?.Ping();
        }
    }

    public void Leave()
    {
        lock (exchange.Gate)
        {
            foreach (var subscription in subscriptions.Values.ToArray())
            {
                Remove(subscription);
            }
        }
    }

    public Subscription? Find(int sid) => subscriptions.GetValueOrDefault(sid);

    public Subscription? Find(Channel channel) => subscriptions.Values.FirstOrDefault(s => s.Channel == channel);

    public Subscription Add(Channel channel)
    {
        var added = new Subscription(this, ++lastSid, channel);
        subscriptions[added.Sid] = added;
        return added;
    }

    public void Remove(Subscription subscription)
    {
        subscriptions.Remove(subscription.Sid);
        exchange.Everywhere.Of(subscription.Channel)?.Remove(subscription);
        foreach (var market in subscription.Markets)
        {
            market.Watchers.Of(subscription.Channel)?.Remove(subscription);
        }
    }

    /// <summary>A data frame. Its number is spent even when a fault swallows it: that is how the client finds out.</summary>
    public void Send(Subscription subscription, string type, byte[] message)
    {
        if (faults.Strikes(KalshiExchange.Venue, FaultKind.Malformed, firedHere))
        {
            SendRaw(MalformedFrames.Pick(random, subscription, type, message));
        }
        var number = subscription.TakeNumber();
        if (Channels.IsNews(type) && faults.Strikes(KalshiExchange.Venue, FaultKind.Freeze))
        {
            return;
        }
        if (number is not null && faults.Strikes(KalshiExchange.Venue, FaultKind.Gap, firedHere))
        {
            return;
        }
        SendRaw(subscription.Compose(type, number, message));
    }

    /// <summary>An answer to a command; like the venue's own, it ends in a newline.</summary>
    public void Answer(Action<Utf8JsonWriter> fields) =>
        SendRaw([
            .. JsonAnswer.Bytes(w =>
            {
                w.WriteStartObject();
                fields(w);
                w.WriteEndObject();
            }),
            (byte)'\n',
        ]);

    private void SendRaw(byte[] frame)
    {
        if (!faults.Strikes(KalshiExchange.Venue, FaultKind.Mute))
        {
            socket?.Send(frame);
        }
    }
}
