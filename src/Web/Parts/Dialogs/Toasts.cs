using System.Collections.Immutable;

namespace Strikeboard.Web.Parts.Dialogs;

/// <summary>Short answers at the edge of the page. Good news goes by itself; bad news stays until it is dismissed.</summary>
public sealed class Toasts(TimeProvider time) : IDisposable
{
    private const int Most = 4;
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(6);

    private readonly Lock _gate = new();
    private readonly List<ITimer> _timers = [];
    private int _next;

    public event Action? Changed;

    public ImmutableArray<Toast> All { get; private set; } = [];

    public void Say(string tone, string title, string message)
    {
        lock (_gate)
        {
            var toast = new Toast(++_next, tone, title, message);
            All = [.. All.TakeLast(Most - 1), toast];
            if (tone == "good")
                _timers.Add(time.CreateTimer(_ => Dismiss(toast.Id), null, Shown, Timeout.InfiniteTimeSpan));
        }
        Changed?.Invoke();
    }

    public void Dismiss(int id)
    {
        lock (_gate)
            All = All.RemoveAll(toast => toast.Id == id);
        Changed?.Invoke();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var timer in _timers)
                timer.Dispose();
            _timers.Clear();
        }
    }
}

/// <param name="Tone">good, warn or bad.</param>
public sealed record Toast(int Id, string Tone, string Title, string Message);
