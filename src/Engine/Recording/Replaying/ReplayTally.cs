using System.Collections.Immutable;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording.Outputs;

namespace Strikeboard.Engine.Recording.Replaying;

/// <summary>Counts while a replay goes on.</summary>
internal sealed class ReplayTally(IProgress<ReplayProgress>? progress)
{
    /// <summary>Enough to see what it is about; the rest is counted by step.</summary>
    private const int MostDifferences = 200;
    private const int MostOfOneCycle = 20;
    private const int TellEvery = 300;

    private readonly SortedDictionary<string, long> _byStep = new(StringComparer.Ordinal);
    private readonly List<ReplayDifference> _differences = [];
    private readonly SortedSet<string> _settings = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private long _equal;
    private long _different;
    private long _unknown;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;

    public int Parts { get; set; }

    public bool IsDamaged { get; set; }

    public void Note(string note) => _notes.Add(note);

    public void Changed(IEnumerable<string> settings) => _settings.UnionWith(settings);

    public void Equal(DateTimeOffset due)
    {
        _equal++;
        Counted(due);
    }

    public void Unknown(DateTimeOffset due)
    {
        _unknown++;
        Counted(due);
    }

    public void Different(
        CycleInputs inputs,
        List<(OutputPart? Ours, OutputPart? Recorded)> parts,
        OutputComparer comparer
    )
    {
        _different++;
        var room = Math.Min(MostOfOneCycle, MostDifferences - _differences.Count);
        foreach (var (ours, recorded) in parts)
        {
            var step = OutputComparer.StepOf((ours ?? recorded)!.Name);
            if (room <= 0)
                break;
            foreach (var (field, our, theirs) in comparer.Fields(ours, recorded).Take(room))
            {
                _differences.Add(
                    new ReplayDifference(
                        inputs.CycleId,
                        inputs.DueAt,
                        step,
                        field,
                        our,
                        theirs,
                        recorded?.Bytes is not null
                    )
                );
                room--;
            }
        }
        foreach (
            var step in parts
                .Select(part => OutputComparer.StepOf((part.Ours ?? part.Recorded)!.Name))
                .Distinct(StringComparer.Ordinal)
        )
            _byStep[step] = _byStep.GetValueOrDefault(step) + 1;
        Counted(inputs.DueAt);
    }

    public ReplayReport Report(TimeSpan took) =>
        new()
        {
            Parts = Parts,
            Cycles = _equal + _different + _unknown,
            Equal = _equal,
            Different = _different,
            Unknown = _unknown,
            Took = took,
            First = _first,
            Last = _last,
            DifferentByStep = _byStep.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Differences = [.. _differences],
            ChangedSettings = [.. _settings],
            Notes = [.. _notes],
            IsDamaged = IsDamaged,
        };

    private void Counted(DateTimeOffset due)
    {
        _first ??= due;
        _last = due;
        if ((_equal + _different + _unknown) % TellEvery == 0)
            progress?.Report(new ReplayProgress(_equal + _different + _unknown, _different, due));
    }
}
