using System.Text.Json;

namespace Strikeboard.Web.Hosting;

/// <summary>
/// One process for one data folder. The kernel gives the lock back however the process ends, so a leftover file means
/// nothing; the note beside it says who holds it and where to reach them.
/// </summary>
public sealed class HomeLock : IDisposable
{
    private const string LockName = "strikeboard.lock";
    private const string NoteName = "running.json";
    private readonly FileStream _held;
    private readonly string _note;

    private HomeLock(FileStream held, string note) => (_held, _note) = (held, note);

    /// <summary>Null when another living process holds it.</summary>
    public static HomeLock? TryTake(string folder)
    {
        try
        {
            var held = new FileStream(
                Path.Combine(folder, LockName),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
            var note = Path.Combine(folder, NoteName);
            File.Delete(note);
            return new HomeLock(held, note);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Null while nobody runs, or while they are still starting.</summary>
    public static RunningNote? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningNote>(File.ReadAllText(Path.Combine(folder, NoteName)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Written beside and moved over: a reader never sees half of it.</summary>
    public void Tell(RunningNote note)
    {
        var fresh = _note + ".new";
        File.WriteAllText(fresh, JsonSerializer.Serialize(note));
        File.Move(fresh, _note, overwrite: true);
    }

    public void Dispose()
    {
        File.Delete(_note);
        _held.Dispose();
    }
}

public sealed record RunningNote(int ProcessId, string Url, string Mode, DateTimeOffset StartedAt);
