using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>The settlement index by the venue's channel: the prints handed on, in order, and whether we may see them.</summary>
internal sealed class KalshiIndex(IReadOnlyList<string> wanted, Action<bool> mayBeSeen, Action<IndexTick> tell)
{
    private static readonly TimeSpan PlausibleSkew = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Wanted { get; } = wanted;

    public void MayBeSeen(bool may) => mayBeSeen(may);

    /// <summary>A print that is older than the last is a repeat; one far from our time is a mistake.</summary>
    public void Take(KalshiFrame frame, DateTimeOffset receivedAt)
    {
        var (id, at) = (frame.IndexId!, frame.IndexAt!.Value);
        if (
            !Wanted.Contains(id, StringComparer.Ordinal)
            || (at - receivedAt).Duration() > PlausibleSkew
            || at <= _last.GetValueOrDefault(id)
        )
            return;
        _last[id] = at;
        tell(new IndexTick(KalshiFeed.SourceName, id, frame.IndexValue!.Value, at, receivedAt));
    }
}
