using System.Collections.Immutable;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording.Codec;
using Strikeboard.Engine.Recording.Outputs;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Replaying;

/// <summary>Holds the outputs of a replayed cycle against the recorded ones: by fingerprint, and where they differ field by field.</summary>
internal sealed class OutputComparer(IReadOnlyDictionary<string, IReadOnlyList<string>> recordedShapes)
{
    private const string Nothing = "(none)";

    private static readonly ImmutableDictionary<string, string> StepOfOutput = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(SymbolSnapshot.Price)] = PipelineSteps.Price.Name,
            [nameof(SymbolSnapshot.Market)] = PipelineSteps.Market.Name,
            [nameof(SymbolSnapshot.Probabilities)] = PipelineSteps.Probability.Name,
            [nameof(SymbolSnapshot.Strikes)] = PipelineSteps.Strikes.Name,
            [nameof(SymbolSnapshot.Watchlist)] = PipelineSteps.Watchlist.Name,
        }
    );
    private readonly CanonLeaves _recordedLeaves = new(recordedShapes);
    private readonly CanonLeaves _ourLeaves = new(Canon.Shapes);

    /// <summary>The parts that differ, in the order of the steps; of one that only one side has, the other is null.</summary>
    public static List<(OutputPart? Ours, OutputPart? Recorded)> Differing(CycleOutputs ours, CycleOutputs recorded)
    {
        var theirs = recorded.Parts.ToDictionary(part => part.Name, StringComparer.Ordinal);
        var differing = new List<(OutputPart?, OutputPart?)>();
        foreach (var part in ours.Parts)
        {
            if (!theirs.Remove(part.Name, out var match))
                differing.Add((part, null));
            else if (match.Fingerprint != part.Fingerprint)
                differing.Add((part, match));
        }
        differing.AddRange(theirs.Values.Select(part => ((OutputPart?)null, (OutputPart?)part)));
        return differing;
    }

    /// <summary>"strikes" for "BTC.Strikes": the step whose output it is.</summary>
    public static string StepOf(string part)
    {
        var output = part[(part.IndexOf('.') + 1)..];
        return StepOfOutput.GetValueOrDefault(output, output);
    }

    /// <summary>The fields of one part that differ, at most so many.</summary>
    public IEnumerable<(string Field, string Ours, string Recorded)> Fields(OutputPart? ours, OutputPart? recorded)
    {
        var name = (ours ?? recorded)!.Name;
        if (ours is null)
            return [(name, Nothing, "there")];
        if (recorded is null)
            return [(name, "there", Nothing)];
        if (recorded.Bytes is not { } bytes)
            return [(name, "another fingerprint", "kept as a fingerprint only")];
        return Fields(_ourLeaves.Read(name, ours.Bytes!.Value), Recorded(name, bytes));
    }

    private IReadOnlyList<KeyValuePair<string, string>> Recorded(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return _recordedLeaves.Read(name, bytes);
        }
        catch (TapeDamage damage)
        {
            return [new(name, $"cannot be read: {damage.Message}")];
        }
    }

    private static IEnumerable<(string, string, string)> Fields(
        IReadOnlyList<KeyValuePair<string, string>> ours,
        IReadOnlyList<KeyValuePair<string, string>> recorded
    )
    {
        var theirs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, text) in recorded)
            theirs[path] = text;
        foreach (var (path, text) in ours)
        {
            if (!theirs.Remove(path, out var other))
                yield return (path, text, Nothing);
            else if (other != text)
                yield return (path, text, other);
        }
        foreach (var (path, text) in theirs)
            yield return (path, Nothing, text);
    }
}
