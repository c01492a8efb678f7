using System.Collections.Immutable;
using System.Text.Json;
using Strikeboard.Engine.Trading.Rules;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>
/// What happened to positions while the database was away: a file that is appended to, and on the disk before anything is done
/// about it. Told to the desk again when the database is back; told twice, it changes nothing more.
/// </summary>
/// <param name="folder">Null: in memory only.</param>
internal sealed class ExitJournal(string? folder)
{
    private readonly string? _file = folder is null ? null : Path.Combine(folder, "journal.jsonl");
    private readonly Lock _gate = new();
    private ImmutableList<JournalLine>? _lines;

    /// <summary>Oldest first.</summary>
    public ImmutableList<JournalLine> Lines
    {
        get
        {
            lock (_gate)
                return _lines ??= Read();
        }
    }

    public void Add(Guid positionId, TradeEvent happened)
    {
        var line = new JournalLine(positionId, happened);
        lock (_gate)
        {
            _lines = (_lines ?? Read()).Add(line);
            if (_file is null)
                return;
            using var stream = new FileStream(_file, FileMode.Append, FileAccess.Write, FileShare.Read);
            // A line of its own even behind one that a crash cut off.
            stream.Write([(byte)'\n', .. JsonSerializer.SerializeToUtf8Bytes(line)]);
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>All of it is in the database by now.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _lines = [];
            if (_file is not null)
                File.Delete(_file);
        }
    }

    private ImmutableList<JournalLine> Read() =>
        _file is not null && File.Exists(_file) ? [.. File.ReadLines(_file).Select(Parse).OfType<JournalLine>()] : [];

    /// <summary>A line that was cut off was not acted upon.</summary>
    private static JournalLine? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<JournalLine>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record JournalLine(Guid PositionId, TradeEvent Happened);
