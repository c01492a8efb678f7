using Microsoft.Extensions.Hosting;
using Strikeboard.Engine.Trading.Commands;
using Strikeboard.Engine.Trading.Rules;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>
/// Before anything is put down: what rests of entries is taken back, and its last word waited for. Orders that protect what is
/// held stay where they are.
/// </summary>
internal sealed class CleanShutdown(PositionDesk desk, TimeProvider time) : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var clock = time.CreateTimer(_ => limit.Cancel(), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            foreach (var position in desk.All.Where(EntryCancels.HasLiveEntry).ToList())
                await desk.ApplyAsync(
                    position.Id,
                    new EntryCancelAsked("the desk shuts down", Moments.Now(time)),
                    limit.Token
                );
            while (desk.All.Any(EntryCancels.HasLiveEntry))
                await Task.Delay(LookEvery, time, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // What is left ends at the venue by its own expiry, and the next life reads what became of it.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
