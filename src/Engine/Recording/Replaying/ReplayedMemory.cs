using Strikeboard.Engine.Prices;

namespace Strikeboard.Engine.Recording.Replaying;

/// <summary>A price memory that goes the way of the recorded one: the same changes, in the same order, to the same count.</summary>
internal sealed class ReplayedMemory
{
    private readonly PriceMemory _memory;
    private readonly Queue<(long Number, Action<PriceMemory> Change)> _ahead = new();
    private long _number;
    private bool _isKnown;

    public ReplayedMemory(PriceMemoryState start, double halfLife)
    {
        _memory = new PriceMemory(start.Symbol, halfLife);
        _memory.Restore(start);
        (_number, _isKnown) = (start.Changes, true);
    }

    public void Heard(TickAdded added) => _ahead.Enqueue((added.Number, memory => memory.Add(added.Tick)));

    public void Heard(MemoryWarmed warmed) => _ahead.Enqueue((warmed.Number, memory => memory.Warm(warmed.Rows)));

    /// <summary>What the memory knew after so many changes; null where one of them is not on the recording.</summary>
    public PriceCapture? CaptureAt(long changes)
    {
        while (_isKnown && _number < changes)
            _isKnown = TryGoOn();
        return _isKnown && _number == changes ? _memory.Capture() : null;
    }

    private bool TryGoOn()
    {
        if (!_ahead.TryDequeue(out var next) || next.Number != _number + 1)
            return false;
        next.Change(_memory);
        _number = next.Number;
        return true;
    }
}
