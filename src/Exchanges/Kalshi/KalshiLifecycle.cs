using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>
/// Gathers what the venue announces: an hour's event ends with a frame for each of its hundred contracts, and an operator wants
/// one line for all of them.
/// </summary>
internal sealed class KalshiLifecycle(Action<MarketsChanged> tell)
{
    private const int LongestWord = 40;
    private const int MostGathered = 2_000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Event, string Change), Gathered> _gathered = [];
    private int _count;

    public void Heard(string ticker, string change, DateTimeOffset at)
    {
        if (change.Length is 0 or > LongestWord || !change.All(c => char.IsAsciiLetterLower(c) || c == '_'))
            return;
        var dash = ticker.LastIndexOf('-');
        var key = (dash > 0 ? ticker[..dash] : ticker, change);
        lock (_gate)
        {
            if (_count >= MostGathered)
                return;
            if (!_gathered.TryGetValue(key, out var gathered))
                _gathered[key] = gathered = new Gathered(at);
            gathered.Tickers.Add(ticker);
            _count++;
        }
    }

    /// <summary>Tells what was gathered for long enough.</summary>
    public void Flush(DateTimeOffset now)
    {
        List<MarketsChanged> due;
        lock (_gate)
        {
            if (_count == 0)
                return;
            due = [.. _gathered.Where(g => now - g.Value.Since >= Moment).Select(Change)];
            foreach (var told in due)
                _gathered.Remove((told.EventTicker, told.Change));
            _count = _gathered.Values.Sum(g => g.Tickers.Count);
        }
        foreach (var told in due)
            tell(told);
    }

    private static MarketsChanged Change(KeyValuePair<(string Event, string Change), Gathered> gathered) =>
        new(
            KalshiFeed.SourceName,
            gathered.Key.Event,
            gathered.Key.Change,
            [.. gathered.Value.Tickers],
            gathered.Value.Since
        );

    private sealed record Gathered(DateTimeOffset Since)
    {
        public List<string> Tickers { get; } = [];
    }
}
