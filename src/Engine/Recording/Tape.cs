using System.Collections.Immutable;
using System.Threading.Channels;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording;

/// <summary>A new part begins here. Only waits on the tape; the recording knows it as <see cref="PartStarted"/>.</summary>
internal sealed record PartDue(DateTimeOffset At, long Lost) : TapeEntry;

/// <summary>As <see cref="CycleRan"/>, before anybody has taken the time to fingerprint the outputs.</summary>
internal sealed record CycleHeard(CycleInputs Inputs, CycleSnapshot Cycle) : TapeEntry;

/// <summary>
/// Where entries wait for the recorder. Whoever brings one goes on at once: when there is no room the tape breaks, what comes
/// is counted, and a new part that stands alone is begun when there is room again.
/// </summary>
internal sealed class Tape(int mostWaiting = Tape.MostWaiting) : IPriceTape
{
    public const int MostWaiting = 20_000;

    /// <summary>A cycle holds on to all of its inputs: two minutes of them are enough to wait for a slow disk.</summary>
    private const int MostCycles = 120;

    private readonly Channel<TapeEntry> _waiting = Channel.CreateBounded<TapeEntry>(
        new BoundedChannelOptions(mostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );
    private int _cyclesWaiting;
    private long _lost;
    private volatile bool _isRunning;
    private volatile bool _isBroken;

    public ChannelReader<TapeEntry> Reader => _waiting.Reader;

    /// <summary>Something was lost since the last part began.</summary>
    public bool IsBroken => _isBroken;

    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>False when there is no room to begin in. What follows must tell all that a part needs to stand alone.</summary>
    public bool TryBegin(DateTimeOffset at)
    {
        var lost = Lost;
        if (_isBroken && _waiting.Reader.Count > mostWaiting / 2 || !_waiting.Writer.TryWrite(new PartDue(at, lost)))
            return false;
        Interlocked.Add(ref _lost, -lost);
        _isBroken = false;
        _isRunning = true;
        return true;
    }

    public void Keep(TapeEntry entry)
    {
        if (!_isRunning)
            return;
        if (_isBroken || !TryWrite(entry))
            Break();
    }

    /// <summary>One entry, or more of them with it, will not be on the recording.</summary>
    public void Break(long lost = 1)
    {
        Interlocked.Add(ref _lost, lost);
        _isBroken = true;
    }

    public void Taken(TapeEntry entry)
    {
        if (entry is CycleHeard)
            Interlocked.Decrement(ref _cyclesWaiting);
    }

    public void Added(Symbol symbol, long number, PriceTick tick) => Keep(new TickAdded(symbol, number, tick));

    public void Warmed(Symbol symbol, long number, ImmutableArray<PriceRow> rows) =>
        Keep(new MemoryWarmed(symbol, number, rows));

    private bool TryWrite(TapeEntry entry)
    {
        if (entry is not CycleHeard)
            return _waiting.Writer.TryWrite(entry);
        if (Interlocked.Increment(ref _cyclesWaiting) <= MostCycles && _waiting.Writer.TryWrite(entry))
            return true;
        Interlocked.Decrement(ref _cyclesWaiting);
        return false;
    }
}
