using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Prices;
using Strikeboard.Quant.Volatility;
using PriceRow = Strikeboard.Model.PriceRow;

namespace Strikeboard.Engine.Prices;

/// <summary>
/// The last half hour of one symbol, a row a second: what momentum, volatility and the settlement average are made from.
/// Written by the feed's thread, captured by the cycle's.
/// </summary>
public sealed class PriceMemory(Symbol symbol, double volatilityHalfLife, IPriceTape? tape = null)
{
    /// <summary>Half an hour, the look-back's tolerance, and some slack for a slow venue clock.</summary>
    private const int Seconds = 1900;
    private const int LongestGapFilled = 30;
    private const int SettlementRows = 64;

    private readonly Lock _gate = new();
    private readonly PriceRow?[] _ring = new PriceRow?[Seconds];
    private VolatilitySampler _volatility = new(new EwmaVolatility(volatilityHalfLife));
    private PriceRow? _pending;
    private long _changes;

    /// <summary>Takes a tick; returns the rows it completed (the second before, and a short gap before that, interpolated).</summary>
    public ImmutableArray<PriceRow> Add(PriceTick tick)
    {
        var second = SecondOf(tick.Time);
        var row = new PriceRow(symbol, At(second), tick.Price, PriceRowKind.Observed, PriceRow.SourceOf(tick));
        lock (_gate)
        {
            _changes++;
            tape?.Added(symbol, _changes, tick);
            if (_pending is null)
            {
                _pending = row;
                Put(row);
                return [];
            }
            var pending = Key(_pending);
            if (second < pending)
                return [];
            var completed = second > pending ? Complete(row) : [];
            _pending = row;
            Put(row);
            return completed;
        }
    }

    /// <summary>Fills the past from history, oldest first, before or while ticks arrive; what was observed here stays.</summary>
    public void Warm(IEnumerable<PriceRow> history)
    {
        var rows = history.OrderBy(row => row.Second).ToImmutableArray();
        lock (_gate)
        {
            _changes++;
            tape?.Warmed(symbol, _changes, rows);
            foreach (var row in rows)
            {
                var second = Key(row);
                if (_pending is not null && second >= Key(_pending) || Find(second) is { Kind: PriceRowKind.Observed })
                    continue;
                Put(row);
            }
            RebuildVolatility();
        }
    }

    public PriceCapture Capture()
    {
        lock (_gate)
        {
            if (_pending is null)
                return PriceCapture.Empty with { Changes = _changes };
            var now = Key(_pending);
            var rows = new Rows(this);
            var momentum = Momentum.Compute(now, rows);
            var average = OneMinuteAverage.Compute(now, rows).Average;
            return new PriceCapture
            {
                Changes = _changes,
                LatestSecond = At(now),
                Deltas = new PriceDeltas(
                    momentum.Delta(1).Percent,
                    momentum.Delta(2).Percent,
                    momentum.Delta(3).Percent,
                    momentum.Delta(4).Percent,
                    momentum.Delta(15).Percent,
                    momentum.Delta(30).Percent
                ),
                Momentum = momentum.Momentum,
                OneMinuteAverage = average is { } mean ? Math.Round((decimal)mean, 8) : null,
                LastMinute = Newest(now, SettlementRows),
                SigmaPerSecond = _volatility.Estimate.Sigma,
                VolatilityReady = _volatility.Estimate.IsReady,
            };
        }
    }

    /// <summary>Everything still remembered after a moment, oldest first; the running second with it.</summary>
    public ImmutableArray<PriceRow> Since(DateTimeOffset moment)
    {
        lock (_gate)
            return [.. Newest(LatestKey(), Seconds).Where(row => row.Second > moment)];
    }

    /// <summary>Hands over all that is known at one instant; no change comes between the look and what is done with it.</summary>
    public void Tell(Action<PriceMemoryState> told)
    {
        lock (_gate)
            told(new PriceMemoryState(symbol, _changes, _pending, [.. _ring.OfType<PriceRow>()], _volatility.State));
    }

    /// <summary>Goes on from what another memory knew.</summary>
    public void Restore(PriceMemoryState state)
    {
        lock (_gate)
        {
            Array.Clear(_ring);
            foreach (var row in state.Rows)
                Put(row);
            (_changes, _pending) = (state.Changes, state.Pending);
            _volatility = new VolatilitySampler(new EwmaVolatility(volatilityHalfLife));
            _volatility.Restore(state.Volatility);
        }
    }

    private ImmutableArray<PriceRow> Complete(PriceRow next)
    {
        var finished = _pending!;
        var (from, to) = (Key(finished), Key(next));
        Sample(finished);
        var gap = to - from - 1;
        if (gap is < 1 or > LongestGapFilled)
            return [finished];
        var rows = ImmutableArray.CreateBuilder<PriceRow>((int)gap + 1);
        rows.Add(finished);
        for (var second = from + 1; second < to; second++)
        {
            var share = (decimal)(second - from) / (to - from);
            var price = finished.Price + (next.Price - finished.Price) * share;
            var row = new PriceRow(symbol, At(second), price, PriceRowKind.Interpolated, finished.Source);
            Put(row);
            rows.Add(row);
        }
        return rows.ToImmutable();
    }

    private void Sample(PriceRow row) => _volatility.Offer(Key(row), (double)row.Price);

    private void RebuildVolatility()
    {
        _volatility = new VolatilitySampler(new EwmaVolatility(volatilityHalfLife));
        foreach (var row in Newest(LatestKey(), Seconds).Where(SpeaksOfVolatility))
            Sample(row);
    }

    /// <summary>Between two candles the warm start draws a line, which has no volatility: only their ends are prices.</summary>
    private static bool SpeaksOfVolatility(PriceRow row) =>
        row.Kind == PriceRowKind.Observed || row.Kind == PriceRowKind.WarmStart && Key(row) % 60 == 0;

    private long LatestKey() => _pending is not null ? Key(_pending) : _ring.Max(row => row is null ? 0 : Key(row));

    private ImmutableArray<PriceRow> Newest(long now, int seconds)
    {
        var rows = ImmutableArray.CreateBuilder<PriceRow>();
        for (var second = Math.Max(0, now - seconds + 1); second <= now; second++)
        {
            if (Find(second) is { } row)
                rows.Add(row);
        }
        return rows.ToImmutable();
    }

    private PriceRow? Find(long second) => _ring[second % Seconds] is { } row && Key(row) == second ? row : null;

    private void Put(PriceRow row) => _ring[Key(row) % Seconds] = row;

    /// <summary>The row of second s covers (s − 1, s].</summary>
    private static long SecondOf(DateTimeOffset time) =>
        (time.UtcTicks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;

    private static DateTimeOffset At(long second) => new(second * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private static long Key(PriceRow row) => row.Second.UtcTicks / TimeSpan.TicksPerSecond;

    /// <summary>How the numbers see the ring. A warm-start row answers as an interpolated one does: usable, and marked.</summary>
    private readonly struct Rows(PriceMemory memory) : IPriceRows
    {
        public bool TryGet(long second, out Quant.Prices.PriceRow row)
        {
            var found = memory.Find(second);
            row = found is null
                ? default
                : new Quant.Prices.PriceRow(second, (double)found.Price, found.Kind == PriceRowKind.Observed);
            return found is not null;
        }
    }
}
