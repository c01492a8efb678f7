using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording.Codec;
using Strikeboard.Engine.Recording.Outputs;
using Strikeboard.Engine.Recording.Segments;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording;

/// <summary>Writes entries to the file of their part, in blocks. Used by one thread at a time.</summary>
internal sealed class PartWriter(RecordingFolder folder, EngineSettings settings) : IDisposable
{
    private const int LargeBlock = 1024 * 1024;

    private readonly ByteSink _block = new();
    private readonly ByteSink _scratch = new();
    private SegmentWriter? _segment;
    private EntryWriter? _entries;
    private PipelineChoices? _choices;
    private long _cycles;

    /// <summary>False where no part is open, so that the entry has no place.</summary>
    public bool Write(TapeEntry entry)
    {
        if (entry is PartDue due)
            Begin(due);
        if (_segment is null || _entries is null)
            return false;
        switch (entry)
        {
            case PartDue part:
                _entries.Write(new PartStarted(By(), part.At, part.Lost));
                break;
            case CycleHeard { Inputs: var inputs, Cycle: var cycle }:
                TellChoices(inputs);
                _entries.Write(new CycleRan(inputs, CycleOutputs.Of(cycle, IsKeptWhole(cycle), _scratch)));
                _segment.Count(inputs.DueAt);
                break;
            default:
                _entries.Write(entry);
                break;
        }
        if (_block.Length >= LargeBlock)
            Flush();
        return true;
    }

    public void Flush()
    {
        if (_segment is null || _block.Length == 0)
            return;
        _segment.Write(_block.Written);
        _block.Clear();
    }

    public void Close()
    {
        _segment?.Dispose();
        (_segment, _entries) = (null, null);
        _block.Clear();
    }

    public void Dispose() => Close();

    private void Begin(PartDue due)
    {
        Flush();
        Close();
        var hour = RecordingFolder.HourOf(due.At);
        folder.Trim(settings.Recording, due.At);
        _segment = new SegmentWriter(folder.NextFile(hour), hour, due.Lost);
        _entries = new EntryWriter(_block);
        (_choices, _cycles) = (null, 0);
    }

    /// <summary>They are in each cycle's inputs, and on the recording only where they are others than before.</summary>
    private void TellChoices(CycleInputs inputs)
    {
        if (inputs.Symbols is not [{ Choices: var choices }, ..] || choices == _choices)
            return;
        _entries!.Write(new ChoicesMade(choices));
        _choices = choices;
    }

    private bool IsKeptWhole(CycleSnapshot cycle) =>
        settings.Recording.OutputsEvery is > 0 and var every
        && (_cycles++ % every == 0 || cycle.Outcome == CycleOutcome.Failed);

    private RecordedBy By() =>
        new()
        {
            Version = settings.Version,
            Node = settings.NodeName,
            Symbols = settings.Symbols,
            Pipeline = settings.Pipeline,
            Shapes = Canon.Shapes,
        };
}
