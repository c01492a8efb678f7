using System.Text;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>One channel of one connection, with its number and its own count of frames.</summary>
internal sealed class Subscription(KalshiSession session, int sid, Channel channel)
{
    private long sequence;

    public int Sid => sid;
    public string Account => session.Account;
    public Channel Channel => channel;
    public bool UseYesPrice { get; set; }

    /// <summary>True where no market list was given: every market, those to come included.</summary>
    public bool Everything { get; set; }

    /// <summary>In the order they were asked for.</summary>
    public List<Market> Markets { get; } = [];

    /// <summary>Of the index channel; empty for all.</summary>
    public HashSet<string> Indices { get; } = new(StringComparer.Ordinal);

    public bool Wants(string index) => Indices.Count == 0 || Indices.Contains(index);

    public long? TakeNumber() => Channels.IsSequenced(channel) ? ++sequence : null;

    public void Send(string type, byte[] message) => session.Send(this, type, message);

    public byte[] Compose(string type, long? number, ReadOnlySpan<byte> message)
    {
        var head = number is { } seq
            ? $"{{\"type\":\"{type}\",\"sid\":{sid},\"seq\":{seq},\"msg\":"
            : $"{{\"type\":\"{type}\",\"sid\":{sid},\"msg\":";
        var frame = new byte[head.Length + message.Length + 1];
        Encoding.ASCII.GetBytes(head, frame);
        message.CopyTo(frame.AsSpan(head.Length));
        frame[^1] = (byte)'}';
        return frame;
    }
}
