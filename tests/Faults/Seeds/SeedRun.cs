using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Faults.Seeds;

/// <summary>What one seed led to; nothing broken means that every promise held.</summary>
public sealed record SeedVerdict(int Seed, int Crashes, int Orders, int Unknown, IReadOnlyList<string> Broken);

/// <summary>
/// A while of a desk whose venue, network and database misbehave and whose process dies, all by the seed; then calm; then the
/// books are held against the venue's.
/// </summary>
public sealed class SeedRun
{
    private const decimal Cheapest = 0.01m;
    private static readonly string[] Instruments = ["A", "B", "C"];

    private readonly Random _random;
    private readonly SeedClock _clock = new();
    private readonly SeedVenue _venue;
    private readonly SeedStore _store;
    private readonly SeedDesk _desk;
    private readonly bool _expires;
    private bool _allOut;

    private SeedRun(int seed, Mutant mutant)
    {
        _random = new Random(seed);
        // Every third venue gives no proof by expiry: there doubt must stay.
        var habits = new VenueHabits(Expires: seed % 3 != 0, ReusesNames: seed % 2 == 0);
        _expires = habits.Expires;
        _venue = new SeedVenue(_clock, _random, habits);
        _store = new SeedStore(_random, mutant);
        var rules = new SeedRules(new VenueTraits { ExpiryProves = _expires }, mutant);
        _desk = new SeedDesk(_clock, _venue, _store, _random, rules, mutant);
    }

    public static SeedVerdict Run(int seed, Mutant mutant = Mutant.None)
    {
        var run = new SeedRun(seed, mutant);
        run.Wish();
        run._clock.Run(TimeSpan.FromSeconds(40));
        run._desk.IsCalm = run._venue.IsCalm = run._store.IsCalm = run._allOut = true;
        run._clock.Run(TimeSpan.FromSeconds(40));
        return run.Judge(seed);
    }

    /// <summary>Screens, bots and stops all want something, often the same thing at the same moment.</summary>
    private void Wish()
    {
        _clock.In(20 + _random.Next(400), Wish);
        if (_allOut)
        {
            // At a price that nothing undercuts, so that what rests dearer makes room.
            foreach (var open in _desk.Known.Where(p => p.TakesSlot && p.Exit?.LimitPrice != Cheapest).ToArray())
                AskOut(open, null, Cheapest);
            return;
        }
        var instrument = Instruments[_random.Next(Instruments.Length)];
        var wishes = 1 + _random.Next(3);
        for (var i = 0; i < wishes; i++)
        {
            if (_random.Next(3) == 0)
                _desk.Enter(NewPosition(instrument));
            else if (_desk.Known.FirstOrDefault(p => p.Instrument == instrument && p.TakesSlot) is { } position)
                Ask(position);
        }
    }

    private void Ask(Position position)
    {
        if (_random.Next(6) == 0)
            _desk.Apply(position.Id, new EntryCancelAsked("changed my mind", _clock.Now));
        else if (position.Quantity > 0 && _random.Next(3) > 0)
            AskOut(
                position,
                _random.Next(3) == 0 ? 1 + _random.Next((int)position.Quantity) : null,
                Cheapest * (2 + _random.Next(40))
            );
    }

    private void AskOut(Position position, decimal? quantity, decimal limitPrice) =>
        _desk.Apply(position.Id, new ExitAsked(NewId(), quantity, limitPrice, "stop", _clock.Now));

    private Position NewPosition(string instrument)
    {
        var entry = new OrderIntent
        {
            Id = NewId(),
            Purpose = IntentPurpose.Entry,
            Quantity = 1 + _random.Next(9),
            LimitPrice = 0.9m,
            Reason = "wish",
            AskedAt = _clock.Now,
            ValidUntil = _clock.Now.AddSeconds(2),
        };
        return PositionRules.Enter(
            new Position
            {
                Id = NewId(),
                Venue = "sim",
                Account = "a",
                Instrument = instrument,
                Side = Side.Yes,
                TradingDay = DateOnly.FromDateTime(_clock.Now.UtcDateTime),
                OpenedBy = "seed",
                OpenedAt = _clock.Now,
            },
            entry
        );
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private SeedVerdict Judge(int seed)
    {
        var broken = new List<string>(_venue.Broken);
        foreach (var instrument in Instruments)
        {
            var ours = _store.All.Where(p => p.Instrument == instrument).ToArray();
            var held = ours.Sum(p => p.Quantity);
            if (held != _venue.Net(instrument))
                broken.Add($"books: {instrument} is {held} here and {_venue.Net(instrument)} at the venue");
            if (ours.Count(p => p.Bought > 0) > 1)
                broken.Add($"re-entered: {instrument} was closed today");
        }
        foreach (var intent in _store.All.SelectMany(p => p.Intents))
        {
            var filled = _venue
                .Orders.Where(o => SeedVenue.IntentOf(o.ClientOrderId) == $"sb-{intent.Id:N}")
                .Sum(o => o.Filled);
            if (intent.Purpose == IntentPurpose.Entry && filled > intent.Quantity)
                broken.Add($"overfilled: {filled} of {intent.Quantity}");
            if (intent.Attempts.Sum(a => a.Booked) != filled)
                broken.Add($"unbooked: {intent.Attempts.Sum(a => a.Booked)} of {filled}");
        }
        var unknown = _store.All.Where(p => p.State == PositionState.Unknown).ToArray();
        foreach (var attempt in unknown.SelectMany(p => p.Attempts).Where(a => a.State == AttemptState.Unknown))
        {
            if (_expires || _venue.Find(attempt.ClientOrderId) is not null)
                broken.Add($"unknown: {attempt.ClientOrderId}, whose truth the venue shows");
        }
        foreach (var left in _store.All.Where(p => p is { TakesSlot: true, State: not PositionState.Unknown }))
            broken.Add($"stuck: {left.Instrument} is {left.State} with {left.Quantity}");
        return new SeedVerdict(seed, _desk.Crashes, _venue.Orders.Count(), unknown.Length, broken);
    }
}
