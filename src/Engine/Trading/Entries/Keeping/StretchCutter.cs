using Strikeboard.Data.Trading;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries.Keeping;

/// <summary>
/// Cuts what is weighed once a second into whiles with one and the same answer: some two hundred times fewer rows to search in,
/// each with the moment at which it was nearest to being entered.
/// </summary>
internal sealed class StretchCutter
{
    /// <summary>None is longer, so that what is going on is found before it ends.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Behind a longer silence nobody knows whether the answer stayed the same.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(10);
    private const long IdsACycle = 10_000;

    private readonly Dictionary<(string Instrument, Side Side), Running> _running = [];
    private long _lastId;

    /// <summary>Those that this cycle ended.</summary>
    public IReadOnlyList<DecisionStretchRow> Take(WeighedCycle cycle)
    {
        var ended = new List<DecisionStretchRow>();
        foreach (var told in cycle.Decisions)
        {
            var (line, key) = (DecisionLine.Of(told), (told.Decision.Instrument, told.Decision.Side));
            if (_running.TryGetValue(key, out var running))
            {
                if (running.Continues(line, cycle))
                {
                    running.Extend(line, cycle);
                    continue;
                }
                ended.Add(running.End(NextId(cycle.CycleId)));
            }
            _running[key] = new Running(line, cycle);
        }
        foreach (var (key, running) in _running.Where(one => one.Value.LastCycle != cycle.CycleId).ToList())
        {
            ended.Add(running.End(NextId(cycle.CycleId)));
            _running.Remove(key);
        }
        return ended;
    }

    /// <summary>All that run: nothing more is weighed.</summary>
    public IReadOnlyList<DecisionStretchRow> EndAll()
    {
        List<DecisionStretchRow> ended = [.. _running.Values.Select(one => one.End(NextId(one.LastCycle)))];
        _running.Clear();
        return ended;
    }

    private long NextId(long cycle) => _lastId = Math.Max(_lastId + 1, cycle * IdsACycle);

    private sealed class Running(DecisionLine first, WeighedCycle began)
    {
        private readonly (DecisionOutcome Outcome, string? SaidNo) _answer = (first.Outcome, first.SaidNo);
        private DecisionLine _nearest = first;
        private DateTimeOffset _lastAt = began.At;
        private int _cycles = 1;

        public long LastCycle { get; private set; } = began.CycleId;

        public bool Continues(DecisionLine line, WeighedCycle cycle) =>
            (line.Outcome, line.SaidNo) == _answer && cycle.At - began.At < Longest && cycle.At - _lastAt < LongestGap;

        public void Extend(DecisionLine line, WeighedCycle cycle)
        {
            (_lastAt, LastCycle) = (cycle.At, cycle.CycleId);
            _cycles++;
            if ((line.Lacks, line.Distance).CompareTo((_nearest.Lacks, _nearest.Distance)) < 0)
                _nearest = line;
        }

        public DecisionStretchRow End(long id)
        {
            var decision = _nearest.Decision;
            return new DecisionStretchRow
            {
                Id = id,
                FirstAt = began.At,
                LastAt = _lastAt,
                Cycles = _cycles,
                Symbol = decision.Symbol.Name,
                Event = decision.Event,
                Instrument = decision.Instrument,
                Side = decision.Side,
                Outcome = _answer.Outcome.ToString(),
                SaidNo = _answer.SaidNo,
                NearestCycle = decision.CycleId,
                Lacks = _nearest.Lacks,
                Distance = _nearest.Distance,
                Price = decision.Price,
                Chance = decision.Chance,
                Edge = decision.Edge,
            };
        }
    }
}
