namespace Strikeboard.Faults.Bodies;

/// <summary>What each operation's calls cost those who answer.</summary>
internal sealed class Dearness
{
    private readonly Dictionary<string, (long Calls, double Seconds)> _known = new(StringComparer.Ordinal);

    public void Add(ApiOperation operation, int calls, Costs costs)
    {
        var (before, seconds) = _known.GetValueOrDefault(operation.Name);
        _known[operation.Name] = (before + calls, seconds + costs.Answering);
    }

    /// <summary>Those on which most was spent, the dearest first.</summary>
    public IEnumerable<string> Most(int count) =>
        _known
            .OrderByDescending(entry => entry.Value.Seconds)
            .Take(count)
            .Select(entry =>
                FormattableString.Invariant(
                    $"{entry.Key}: {entry.Value.Seconds:0.0} s for {entry.Value.Calls} calls, {1000 * entry.Value.Seconds / entry.Value.Calls:0.00} ms each"
                )
            );
}
