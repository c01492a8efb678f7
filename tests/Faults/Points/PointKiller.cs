using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Strikeboard.Faults.Points;

/// <summary>
/// Lives in the app's process and ends it at a named step: events are told on the thread that takes the step, so the step is
/// the last thing that this thread does.
/// </summary>
internal sealed class PointKiller : EventListener
{
    private const string Desk = "Strikeboard-Desk";
    private const string Http = "System.Net.Http";
    private readonly Process _self = Process.GetCurrentProcess();
    private readonly Lock _gate = new();
    private readonly Trap _trap;

    /// <summary>Which of our requests the steps of the HTTP client, told on the same flow, are of.</summary>
    private readonly AsyncLocal<string?> _request = new();
    private string? _set;
    private int _passed;

    public PointKiller(string file) => _trap = new Trap(file);

    /// <summary>Told of those that are there already while the base is built, of others as they come.</summary>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is Desk or Http)
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (_trap is null)
            return; // Still being built.
        if (eventData.EventSource.Name == Http)
        {
            OnHttp(eventData.EventName);
            return;
        }
        var (step, what) = (eventData.EventName ?? "", eventData.Payload is [string text, ..] ? text : "");
        _request.Value = step switch
        {
            "OrderLeaving" => what,
            "CancelLeaving" => "cancel",
            "OrderAnswered" or "CancelAnswered" => null,
            _ => _request.Value,
        };
        Pass(step, $"{step}/{what}");
    }

    private void OnHttp(string? step)
    {
        if (_request.Value is not { } what)
            return;
        if (step == "ResponseHeadersStart")
            Pass("Sent", $"Sent/{what}");
        else if (step == "ResponseHeadersStop")
            Pass("Answering", $"Answering/{what}");
    }

    private void Pass(string step, string point)
    {
        if (_trap.Set is not { } set)
            return;
        lock (_gate)
        {
            if (set.Text != _set)
                (_set, _passed) = (set.Text, 0);
            if ((set.Point != step && set.Point != point) || ++_passed < set.Passing)
                return;
            _trap.Spring(point);
            _self.Kill();
            // The signal ends the process; should it take a moment, nothing more happens here.
            using var never = new ManualResetEventSlim();
            never.Wait();
        }
    }
}
