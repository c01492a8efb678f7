using System.Text;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>
/// The switch that needs nothing of what it stops: a flag in memory and a file beside the data, either of which is enough. The
/// database keeps it as well, when it can.
/// </summary>
internal sealed class KillSwitch
{
    private readonly string? _file;
    private volatile string? _by;

    /// <param name="folder">Where the file is kept; null: in memory only.</param>
    public KillSwitch(string? folder)
    {
        _file = folder is null ? null : Path.Combine(folder, "killed");
        if (_file is not null && File.Exists(_file))
            _by = File.ReadAllText(_file);
    }

    public bool IsOn => _by is not null;

    /// <summary>Blocks new risk from the moment it returns, whatever else fails.</summary>
    /// <returns>Why it would not outlive this process; null: it would.</returns>
    public string? Pull(string by)
    {
        _by = by;
        if (_file is null)
            return null;
        try
        {
            using var file = new FileStream(_file, FileMode.Create, FileAccess.Write, FileShare.Read);
            file.Write(Encoding.UTF8.GetBytes(by));
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    public void Release()
    {
        if (_file is not null)
            File.Delete(_file);
        _by = null;
    }

    public RiskView Over(RiskView view) =>
        _by is { } by && !view.Killed
            ? view with
            {
                Killed = true,
                State = RiskState.Halted,
                Reason = $"killed by {by}",
                ChangedBy = by,
            }
            : view;
}
