using System.Collections.Immutable;
using System.Text.Json;
using Strikeboard.Model;

namespace Strikeboard.Engine.Commands;

/// <summary>Emergency commands whose record the database could not take yet: a file that is appended to, and on the disk before anybody is answered.</summary>
/// <param name="folder">Null: in memory only.</param>
internal sealed class CommandSpool(string? folder)
{
    private readonly string? _file = folder is null ? null : Path.Combine(folder, "commands.jsonl");
    private readonly Lock _gate = new();
    private ImmutableList<SpooledCommand>? _waiting;

    /// <summary>Raised after something was added.</summary>
    public event Action? Added;

    /// <summary>Oldest first.</summary>
    public ImmutableList<SpooledCommand> Waiting
    {
        get
        {
            lock (_gate)
                return _waiting ??= Read();
        }
    }

    public void Add(SpooledCommand command)
    {
        lock (_gate)
        {
            _waiting = (_waiting ?? Read()).Add(command);
            if (_file is not null)
                Write(_file, FileMode.Append, [command]);
        }
        Added?.Invoke();
    }

    /// <summary>If the process dies before this, the command is handed in once more under its own id, and found done.</summary>
    public void Remove(Guid id)
    {
        lock (_gate)
        {
            _waiting = (_waiting ?? Read()).RemoveAll(command => command.Id == id);
            if (_file is null)
                return;
            if (_waiting.IsEmpty)
            {
                File.Delete(_file);
                return;
            }
            var fresh = _file + ".new";
            Write(fresh, FileMode.Create, _waiting);
            File.Move(fresh, _file, overwrite: true);
        }
    }

    private ImmutableList<SpooledCommand> Read()
    {
        if (_file is null || !File.Exists(_file))
            return [];
        return [.. File.ReadLines(_file).Select(Parse).OfType<SpooledCommand>()];
    }

    /// <summary>A line that was cut off belongs to a command that nobody was answered for.</summary>
    private static SpooledCommand? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SpooledCommand>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(string file, FileMode mode, IEnumerable<SpooledCommand> commands)
    {
        using var stream = new FileStream(file, mode, FileAccess.Write, FileShare.Read);
        foreach (var command in commands)
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(command));
            stream.WriteByte((byte)'\n');
        }
        stream.Flush(flushToDisk: true);
    }
}

/// <param name="Content">The command as JSON.</param>
/// <param name="ByConsole">Someone at this machine; the actor's own mark of it does not survive the file.</param>
internal sealed record SpooledCommand(
    Guid Id,
    DateTimeOffset At,
    string Name,
    string Content,
    Actor Actor,
    bool ByConsole,
    string? Reason,
    string? IdempotencyKey
);
