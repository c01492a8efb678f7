using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Scenarios;

/// <summary>Starts and stops the pipeline without pause, and remembers what was promised and what hung in the air.</summary>
internal sealed class CommandStream(Bench bench, Random random)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(150);
    private readonly HashSet<string> _possible = new(StringComparer.Ordinal) { "running" };
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopped;

    public List<Guid> Acknowledged { get; } = [];

    /// <summary>Ends with the first acknowledgement: before it a kill would prove nothing.</summary>
    public Task First => _first.Task;

    public void Stop() => _stopped = true;

    public bool MayBe(string desired) => _possible.Contains(desired);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!_stopped)
            {
                await GiveAsync(random.Next(4) == 0 ? "stop" : "start", cancellationToken);
                await Task.Delay(Between, bench.Time, cancellationToken);
            }
        }
        catch (Exception away) when (Eventually.IsAway(away) && !cancellationToken.IsCancellationRequested)
        {
            // The kill: whether the command in the air was kept is open, and both are right.
        }
    }

    private async Task GiveAsync(string verb, CancellationToken cancellationToken)
    {
        var wish = verb == "stop" ? "stopped" : "running";
        var wasPossible = !_possible.Add(wish);
        var answer = await bench.Desk.CommandAsync($"/{verb}", "before the kill", cancellationToken);
        if (answer.IsDone)
        {
            Acknowledged.Add(answer.CommandId!.Value);
            _first.TrySetResult();
            _possible.Clear();
            _possible.Add(wish);
        }
        else if (!wasPossible)
        {
            _possible.Remove(wish);
        }
    }
}
