namespace Strikeboard.Testing;

/// <summary>What a piece of work leaves behind on the heap of its own thread.</summary>
public static class Garbage
{
    private const int Rounds = 20;

    /// <summary>
    /// The bytes of the cleanest round. What the work itself allocates shows in every round; what the runtime puts on the same
    /// thread now and then (a method compiled anew, a pool trimmed by a collection) does not show in all of them.
    /// </summary>
    public static long Of(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
