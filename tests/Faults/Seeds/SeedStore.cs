using Strikeboard.Model;

namespace Strikeboard.Faults.Seeds;

/// <summary>What outlives a crash. A commit may fail, and it may be kept although its answer says that it failed.</summary>
internal sealed class SeedStore(Random random, Mutant mutant)
{
    private readonly Dictionary<Guid, Position> _positions = [];
    private readonly HashSet<string> _closedToday = new(StringComparer.Ordinal);

    public bool IsCalm { get; set; }

    public IReadOnlyCollection<Position> All => _positions.Values;

    public Position Load(Guid id) => _positions[id];

    /// <summary>The slot and the wish to enter in one, as the table's constraints have it.</summary>
    public bool TryEnter(Position position)
    {
        if (_closedToday.Contains(position.Instrument))
            return false;
        if (_positions.Values.Any(p => p.Instrument == position.Instrument && Takes(p)))
            return false;
        _positions[position.Id] = position;
        return true;
    }

    private bool Takes(Position position) =>
        mutant == Mutant.SlotTakenByFill ? position.Quantity > 0 : position.TakesSlot;

    public bool TrySave(Position position)
    {
        var fate = IsCalm ? 9 : random.Next(100);
        if (fate == 0)
            return false;
        _positions[position.Id] = position;
        if (position.State == PositionState.Closed)
            _closedToday.Add(position.Instrument);
        return fate != 1;
    }

    public void ClearClosedToday() => _closedToday.Clear();
}
