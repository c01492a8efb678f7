using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Live;

/// <summary>
/// Keeps the newest <see cref="Board"/> and wakes its subscribers. A subscriber is handed the board as it is when it gets
/// to look, never a queue of old ones: bursts within 100 ms become one call, and a slow reader costs nobody anything.
/// </summary>
public sealed class LiveBoard : IDisposable
{
    public const int StripLength = 300;
    public const int EventsKept = 50;
    public static readonly TimeSpan BurstWindow = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly List<IDisposable> _listening;
    private ImmutableArray<BoardSubscription> _subscriptions = [];
    private readonly Dictionary<Symbol, PriceTick> _newTicks = [];
    private Board _current = Board.Empty;
    private volatile bool _hasNewTicks;

    public LiveBoard(Facts facts, TimeProvider time)
    {
        _time = time;
        _listening =
        [
            facts.Listen<CyclePublished>(fact => Change(BoardTopics.Cycle, board => With(board, fact.Cycle))),
            facts.Listen<PipelineChanged>(fact =>
                Change(BoardTopics.Pipeline, board => board with { Pipeline = fact.Status })
            ),
            facts.Listen<SourceChanged>(fact =>
                Change(
                    BoardTopics.Sources,
                    board => board with { Sources = board.Sources.SetItem(fact.Status.Name, fact.Status) }
                )
            ),
            facts.Listen<TickReceived>(Take),
            facts.Listen<LeaderChanged>(fact =>
                Change(BoardTopics.Leader, board => board with { Leader = fact.Leader })
            ),
            facts.Listen<PositionChanged>(fact => Change(BoardTopics.Trading, board => With(board, fact.Position))),
            facts.Listen<AccountRead>(fact =>
                Change(BoardTopics.Trading, board => board with { Account = fact.Account })
            ),
            facts.Listen<RiskChanged>(fact => Change(BoardTopics.Trading, board => board with { Risk = fact.Risk })),
            facts.Listen<EventRecorded>(fact =>
                Change(
                    BoardTopics.Events,
                    board => board with { Events = [fact.Event, .. board.Events.Take(EventsKept - 1)] }
                )
            ),
        ];
    }

    public Board Current => _hasNewTicks ? WithNewTicks() : Volatile.Read(ref _current);

    public int Subscribers => _subscriptions.Length;

    /// <summary>
    /// The first call comes at once with the board as it stands, so nothing can be missed between looking and listening.
    /// Calls of one subscriber never overlap.
    /// </summary>
    public IDisposable Subscribe(BoardTopics topics, Func<Board, Task> onChange)
    {
        var subscription = new BoardSubscription(this, topics, onChange, _time, Remove);
        lock (_gate)
            _subscriptions = _subscriptions.Add(subscription);
        subscription.Wake();
        return subscription;
    }

    public void Dispose()
    {
        foreach (var listening in _listening)
            listening.Dispose();
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }

    /// <summary>Thousands may come in a second, and nobody looks that often: they wait, newest per symbol, for the next look.</summary>
    private void Take(TickReceived fact)
    {
        ImmutableArray<BoardSubscription> subscriptions;
        lock (_gate)
        {
            _newTicks[fact.Symbol] = fact.Tick;
            _hasNewTicks = true;
            subscriptions = _subscriptions;
        }
        Wake(subscriptions, BoardTopics.Ticks);
    }

    private Board WithNewTicks()
    {
        lock (_gate)
        {
            PutNewTicks();
            return _current;
        }
    }

    private void PutNewTicks()
    {
        if (!_hasNewTicks)
            return;
        var board = _current with { Ticks = _current.Ticks.SetItems(_newTicks), Version = _current.Version + 1 };
        Volatile.Write(ref _current, board);
        _newTicks.Clear();
        _hasNewTicks = false;
    }

    private void Change(BoardTopics topic, Func<Board, Board> change)
    {
        ImmutableArray<BoardSubscription> subscriptions;
        lock (_gate)
        {
            PutNewTicks();
            Volatile.Write(ref _current, change(_current) with { Version = _current.Version + 1 });
            subscriptions = _subscriptions;
        }
        Wake(subscriptions, topic);
    }

    private static void Wake(ImmutableArray<BoardSubscription> subscriptions, BoardTopics topic)
    {
        foreach (var subscription in subscriptions)
        {
            if (subscription.Topics.HasFlag(topic))
                subscription.Wake();
        }
    }

    private void Remove(BoardSubscription subscription)
    {
        lock (_gate)
            _subscriptions = _subscriptions.Remove(subscription);
    }

    private static Board With(Board board, Position position) =>
        board with
        {
            Positions = position.TakesSlot
                ? board.Positions.SetItem(position.Id, position)
                : board.Positions.Remove(position.Id),
        };

    private static Board With(Board board, CycleSnapshot cycle) =>
        board with
        {
            Cycle = cycle,
            LastGood = board.LastGood.SetItems(
                cycle.Symbols.Where(s => s.Succeeded).Select(s => KeyValuePair.Create(s.Symbol, s))
            ),
            Strip =
            [
                .. board.Strip.Skip(Math.Max(0, board.Strip.Length - StripLength + 1)),
                new CycleMark(cycle.Id, cycle.DueAt, cycle.Ms, cycle.Outcome, cycle.MissedBefore, FirstError(cycle)),
            ],
        };

    private static string? FirstError(CycleSnapshot cycle)
    {
        foreach (var symbol in cycle.Symbols)
        {
            var failed = symbol.Steps.FirstOrDefault(step => step.Outcome == StepOutcome.Failed);
            if (failed is { Error: { } error })
                return $"{symbol.Symbol} {failed.Name}: {error.Message}";
        }
        return null;
    }
}
