using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Faults.Seeds;

/// <summary>
/// The smallest desk that keeps the protocol: keep first, act then, and after a crash go by what was kept. It dies at any step.
/// </summary>
internal sealed class SeedDesk
{
    private const double Patience = 2000;
    private static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(5);

    private readonly SeedClock _clock;
    private readonly SeedVenue _venue;
    private readonly SeedStore _store;
    private readonly Random _random;
    private readonly SeedRules _rules;
    private readonly Mutant _mutant;
    private readonly Dictionary<Guid, Position> _memory = [];
    private readonly Dictionary<string, DateTimeOffset> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _owners = new(StringComparer.Ordinal);
    private int _life;
    private bool _isUp = true;

    public SeedDesk(SeedClock clock, SeedVenue venue, SeedStore store, Random random, SeedRules rules, Mutant mutant)
    {
        (_clock, _venue, _store, _random, _rules, _mutant) = (clock, venue, store, random, rules, mutant);
        _venue.Happened += Stream;
        Beat();
    }

    public bool IsCalm { get; set; }

    public int Crashes { get; private set; }

    public IEnumerable<Position> Known => _memory.Values;

    public bool IsUp => _isUp;

    public void Enter(Position position)
    {
        if (_isUp && _store.TryEnter(position))
            _memory[position.Id] = position;
    }

    public void Apply(Guid id, TradeEvent happened)
    {
        if (!_isUp || !_memory.TryGetValue(id, out var position))
            return;
        var next = _rules.Apply(position, happened).Position;
        if (next == position || MayDie())
            return;
        _memory[id] = _store.TrySave(next) ? next : _store.Load(id);
        MayDie();
    }

    private void ApplyTo(string clientOrderId, TradeEvent happened)
    {
        if (_owners.TryGetValue(SeedVenue.IntentOf(clientOrderId), out var owner))
            Apply(owner, happened);
    }

    private void Beat()
    {
        _clock.In(100, Beat);
        if (!_isUp)
            return;
        foreach (var id in _memory.Values.Where(p => p.TakesSlot).Select(p => p.Id).ToArray())
        {
            if (!_isUp)
                return;
            foreach (var duty in Duties.Of(_memory[id], _clock.Now).ToArray())
            {
                if (!_isUp)
                    return;
                Do(id, duty);
            }
        }
        if (_clock.Now.Millisecond < 100 && _clock.Now.Second % 5 == 0)
            ReadAll();
    }

    private void Do(Guid id, Duty duty)
    {
        var name = duty.Attempt.ClientOrderId;
        switch (duty)
        {
            case BeginSending begin:
                Begin(id, begin);
                break;
            case DropIt:
                Apply(id, new SendDropped(name, "too late", _clock.Now));
                break;
            case DoubtIt:
                Apply(id, new SendInDoubt(name, "its sender died", _clock.Now));
                break;
            case CancelAtVenue cancel when Once($"c{name}"):
                Cancel(id, cancel.Attempt);
                break;
            case AskVenue when Once($"q{name}"):
                Ask(id, name);
                break;
        }
    }

    private bool Once(string what)
    {
        if (_asked.TryGetValue(what, out var last) && (_clock.Now - last).TotalMilliseconds < 900)
            return false;
        _asked[what] = _clock.Now;
        return true;
    }

    private void Begin(Guid id, BeginSending begin)
    {
        var position = _memory[id];
        var request = new PlaceRequest(
            begin.Attempt.ClientOrderId,
            position.Instrument,
            begin.Intent.Purpose == IntentPurpose.Entry,
            begin.Attempt.Quantity,
            _clock.Now + ValidFor
        );
        _owners[SeedVenue.IntentOf(request.ClientOrderId)] = id;
        if (_mutant == Mutant.SendBeforeCommit)
            Send(id, request);
        Apply(id, new SendBegun(request.ClientOrderId, request.ExpiresAt, _clock.Now));
        // Only the life that kept it sends it: one that finds it kept asks the venue.
        var isKept =
            _isUp
            && _memory[id]
                .Attempts.Any(a => a.ClientOrderId == request.ClientOrderId && a.State == AttemptState.Sending);
        if (isKept && _mutant != Mutant.SendBeforeCommit)
            Send(id, request);
    }

    private void Send(Guid id, PlaceRequest request)
    {
        var name = request.ClientOrderId;
        var life = _life;
        var answered = false;
        if (!IsCalm && _random.Next(30) == 0)
        {
            Apply(id, new SendDropped(name, "no connection", _clock.Now));
            return;
        }
        _clock.In(Latency(), Arrive);
        if (_mutant == Mutant.RetriedDuplicateIsRefusal)
            _clock.In(Latency(), Arrive);
        _clock.In(Patience, () => Doubt("no answer in time"));

        void Arrive()
        {
            if (Lost(30))
                return;
            var report = _venue.Place(request);
            if (!Lost(15))
                _clock.In(Latency(), () => Answer(report));
        }

        void Answer(OrderReport? report)
        {
            if (life != _life || answered)
                return;
            if (report is null && _mutant != Mutant.RetriedDuplicateIsRefusal)
            {
                Doubt("the name is taken");
                return;
            }
            answered = true;
            if (report is null or { State: ReportedState.Rejected })
                Apply(id, new SendRefused(name, "refused", _clock.Now));
            else
                Apply(id, new OrderSeen(report, _clock.Now));
        }

        void Doubt(string why)
        {
            if (life != _life || answered)
                return;
            answered = true;
            if (_mutant == Mutant.TimeoutIsRefusal)
                Apply(id, new SendRefused(name, why, _clock.Now));
            else
                Apply(id, new SendInDoubt(name, why, _clock.Now));
        }
    }

    private void Cancel(Guid id, OrderAttempt attempt)
    {
        var life = _life;
        _clock.In(
            Latency(),
            () =>
            {
                var done = !Lost(10) && _venue.Cancel(attempt.VenueOrderId!);
                if (!done && _mutant == Mutant.CancelErrorIsCancelled && life == _life)
                    Apply(id, new OrderSeen(Cancelled(attempt), _clock.Now));
            }
        );
    }

    private static OrderReport Cancelled(OrderAttempt attempt) =>
        new()
        {
            ClientOrderId = attempt.ClientOrderId,
            VenueOrderId = attempt.VenueOrderId!,
            State = ReportedState.Cancelled,
            Filled = attempt.Filled,
        };

    private void Ask(Guid id, string name)
    {
        var (life, readAt) = (_life, _clock.Now);
        _clock.In(
            Latency(),
            () =>
            {
                var failed = Lost(10);
                if (failed && _mutant != Mutant.ErrorIsAbsence)
                    return;
                var order = failed ? null : _venue.Find(name);
                var (report, fills) = (order?.Report, order?.Fills.ToArray());
                _clock.In(
                    Latency(),
                    () =>
                    {
                        if (life != _life)
                            return;
                        if (report is null)
                        {
                            Apply(id, new OrderAbsent(name, readAt));
                            return;
                        }
                        Apply(id, new OrderSeen(report, _clock.Now));
                        foreach (var fill in fills!)
                            Apply(id, new FillSeen(fill, _clock.Now));
                    }
                );
            }
        );
    }

    /// <summary>A healthy-looking stream loses fills: what the venue lists is read as well, always.</summary>
    private void ReadAll()
    {
        foreach (var order in _venue.Orders.Where(o => o.VisibleAt <= _clock.Now).ToArray())
        {
            ApplyTo(order.ClientOrderId, new OrderSeen(order.Report, _clock.Now));
            foreach (var fill in order.Fills.ToArray())
                ApplyTo(order.ClientOrderId, new FillSeen(fill, _clock.Now));
        }
    }

    private void Stream(SeedOrder order, Fill? fill)
    {
        var (life, report) = (_life, order.Report);
        for (var copies = Lost(20) ? 0 : 1 + (IsCalm ? 0 : _random.Next(2)); copies > 0; copies--)
        {
            _clock.In(
                Latency(),
                () =>
                {
                    if (life != _life)
                        return;
                    if (fill is null)
                        ApplyTo(report.ClientOrderId, new OrderSeen(report, _clock.Now));
                    else
                        ApplyTo(report.ClientOrderId, new FillSeen(fill, _clock.Now));
                }
            );
        }
    }

    private bool MayDie()
    {
        if (IsCalm || _random.Next(150) != 0)
            return false;
        Crashes++;
        _life++;
        _isUp = false;
        _memory.Clear();
        _asked.Clear();
        _clock.In(500 + _random.Next(4000), Start);
        return true;
    }

    private void Start()
    {
        _isUp = true;
        foreach (var position in _store.All)
            _memory[position.Id] = _mutant == Mutant.FreshNameAfterRestart ? SeedRules.Renamed(position) : position;
        if (_mutant == Mutant.ClosedTodayClearedAtStart)
            _store.ClearClosedToday();
        ReadAll();
    }

    private bool Lost(int percent) => !IsCalm && _random.Next(100) < percent;

    /// <summary>Mostly quick; now and then so slow that everybody has given up on it.</summary>
    private double Latency() =>
        IsCalm ? 5
        : _random.Next(12) == 0 ? _random.Next(8000)
        : 1 + _random.Next(60);
}
