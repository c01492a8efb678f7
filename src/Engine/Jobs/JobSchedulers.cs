using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Strikeboard.Engine.Jobs;

/// <summary>Both schedulers, found by name.</summary>
internal sealed class JobSchedulers(
    [FromKeyedServices(Schedulers.Beat)] ISchedulerFactory beat,
    [FromKeyedServices(Schedulers.Work)] ISchedulerFactory work
)
{
    public async Task<IReadOnlyList<IScheduler>> AllAsync(CancellationToken cancellationToken) =>
        [await beat.GetScheduler(cancellationToken), await work.GetScheduler(cancellationToken)];

    public async Task<IScheduler?> FindAsync(string name, CancellationToken cancellationToken) =>
        name switch
        {
            Schedulers.Beat => await beat.GetScheduler(cancellationToken),
            Schedulers.Work => await work.GetScheduler(cancellationToken),
            _ => null,
        };
}
