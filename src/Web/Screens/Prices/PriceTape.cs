using System.Collections.Immutable;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Web.Screens.Prices;

/// <summary>
/// What has been read of the log, and what arrived since: a point a second, made by the same rules as the log's own rows, so
/// that reading again changes nothing that was seen.
/// </summary>
internal sealed class PriceTape
{
    /// <summary>The log interpolates over a shorter silence and leaves a gap over a longer one.</summary>
    private static readonly TimeSpan LongestBridged = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<PastPrice> _since = [];
    private readonly List<PastAverage> _averagesSince = [];
    private DateTimeOffset _averagesUntil;

    public PastPrices? Read { get; private set; }

    public void Begin(PastPrices read)
    {
        Read = read;
        var last = read.Points.IsEmpty ? DateTimeOffset.MinValue : read.Points[^1].At;
        _since.RemoveAll(point => point.At <= last);
        if (_since is [{ Price: null }, ..])
            _since.RemoveAt(0);
        _averagesUntil = read.Averages.IsEmpty ? DateTimeOffset.MinValue : read.Averages[^1].At;
        _averagesSince.RemoveAll(average => average.At <= _averagesUntil);
    }

    public void Clear()
    {
        Read = null;
        _since.Clear();
        _averagesSince.Clear();
    }

    public void Take(PriceTick tick)
    {
        var at = SecondOf(tick.Time);
        var point = new PastPrice(at, tick.Price, PriceRowKind.Observed, PriceRow.SourceOf(tick));
        if (Last is not { } last || at < last.At)
        {
            if (Last is null)
                _since.Add(point);
            return;
        }
        if (at == last.At)
        {
            // The running second: its last price counts.
            if (_since.Count > 0)
                _since[^1] = point;
            return;
        }
        Bridge(last, point);
        _since.Add(point);
    }

    /// <summary>The average of a cycle; over longer buckets the log alone knows it.</summary>
    public void Take(DateTimeOffset at, decimal? average)
    {
        var last = _averagesSince.Count > 0 ? _averagesSince[^1].At : _averagesUntil;
        if (average is { } price && at > last && Read?.AverageOver <= TimeSpan.FromMinutes(1))
            _averagesSince.Add(new PastAverage(at, price));
    }

    public IEnumerable<PastPrice> Points(DateTimeOffset from) =>
        (Read?.Points ?? []).Concat(_since).Where(point => point.At >= from);

    public IEnumerable<PastAverage> Averages(DateTimeOffset from) =>
        (Read?.Averages ?? []).Concat(_averagesSince).Where(average => average.At >= from);

    private PastPrice? Last =>
        _since.Count > 0 ? _since[^1]
        : Read is { Points: { IsEmpty: false } points } ? points[^1]
        : null;

    private void Bridge(PastPrice last, PastPrice next)
    {
        var apart = next.At - last.At;
        if (apart <= Second || last.Price is not { } before)
            return;
        if (apart > LongestBridged)
        {
            _since.Add(new PastPrice(last.At + Second, null, null, null));
            return;
        }
        var share = (decimal)((apart - Second) / apart);
        var price = before + (next.Price!.Value - before) * share;
        _since.Add(new PastPrice(next.At - Second, price, PriceRowKind.Interpolated, last.Source));
    }

    /// <summary>The second s covers (s − 1, s], as in the log.</summary>
    private static DateTimeOffset SecondOf(DateTimeOffset time) =>
        new(
            (time.UtcTicks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond,
            TimeSpan.Zero
        );
}
