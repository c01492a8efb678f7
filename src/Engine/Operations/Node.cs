using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Data.Leadership;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

/// <summary>
/// Leads or stands by. Only the holder of the lease beats and opens anything. Where it is lost because the database is away, and
/// so nobody can have it, this node goes on listening for what protects positions, until somebody leads again.
/// </summary>
public sealed partial class Node(
    LeaderLease lease,
    IDbContextFactory<StrikeboardDb> database,
    IEnumerable<IVenueConnection> connections,
    IEnumerable<ILeaderWork> works,
    IEnumerable<ICarryOn> carriers,
    PipelineDriver driver,
    WarmStart warmStart,
    Facts facts,
    IEventLog events,
    EngineSettings settings,
    TimeProvider time,
    ILogger<Node> logger
) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private LeaderStatus _leader = LeaderStatus.Nobody;
    private Service? _service;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                await LeadOnceAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A clean stop: the lease is given back when it is disposed.
        }
        finally
        {
            await PutDownAsync();
        }
    }

    private async Task LeadOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var held = await lease.AcquireAsync(stoppingToken, StandBy, CarryOn);
            await PutDownAsync();
            Log.Leads(logger, settings.NodeName, held.Epoch);
            Tell(new LeaderStatus(settings.NodeName, held.Epoch, true) { Url = settings.PublicUrl });
            events.Record(Severity.Info, "node", "leader.taken", $"{settings.NodeName} leads.", ("epoch", held.Epoch));
            using var leading = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, held.Ended);
            try
            {
                await LeadAsync(held.Epoch, leading.Token);
            }
            finally
            {
                // A lease that is given back is free at once; a lost one nobody may have.
                if (!held.Ended.IsCancellationRequested)
                    await PutDownAsync();
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            if (exception is not OperationCanceledException)
                Log.Trouble(logger, exception.GetBaseException().Message);
            Tell(LeaderStatus.Nobody);
            events.Record(
                Severity.Error,
                "node",
                "leader.lost",
                "This node no longer leads, and asks for the lease again."
            );
            await Task.Delay(RetryAfter, time, stoppingToken);
        }
    }

    private void StandBy(LeaderStatus leader)
    {
        if (leader.IsAnother)
            _service?.End();
        if (leader == _leader)
            return;
        if (leader.IsAnother)
        {
            Log.StandsBy(logger, settings.NodeName, leader.Node);
            events.Record(
                Severity.Info,
                "node",
                "leader.other",
                $"{settings.NodeName} stands by for {leader.Node}.",
                ("epoch", leader.Epoch)
            );
        }
        Tell(leader);
    }

    /// <summary>The database answers nobody: whoever led goes on with what needs no leader.</summary>
    private void CarryOn() => _service?.CarryOn(carriers, CarryAsync);

    private async Task CarryAsync(ICarryOn carrier, CancellationToken carrying)
    {
        try
        {
            await carrier.CarryOnAsync(carrying);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !carrying.IsCancellationRequested)
        {
            Log.WorkFailed(logger, carrier.GetType().Name, fault);
        }
        catch (OperationCanceledException)
        {
            // Somebody leads again.
        }
    }

    private async Task PutDownAsync()
    {
        if (Interlocked.Exchange(ref _service, null) is { } service)
            await service.DisposeAsync();
    }

    private void Tell(LeaderStatus leader)
    {
        _leader = leader;
        facts.Publish(new LeaderChanged(leader));
    }

    private async Task LeadAsync(long epoch, CancellationToken leading)
    {
        var service = _service = new Service();
        service.Add(connections.Select(connection => ListenAsync(connection, service.Over)));
        service.Add(works.Select(work => WorkAsync(work, epoch, leading)));
        try
        {
            await warmStart.RunAsync(leading);
            var (wanted, generation) = await WantedAsync(leading);
            await driver.TakeUpAsync(wanted, generation, leading);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, leading);
        }
        finally
        {
            await driver.StandDownAsync(CancellationToken.None);
        }
    }

    /// <summary>Work that ends before it is told to begins anew: nothing of it may stay undone while this node leads.</summary>
    private async Task WorkAsync(ILeaderWork work, long epoch, CancellationToken leading)
    {
        while (!leading.IsCancellationRequested)
        {
            try
            {
                await work.RunAsync(epoch, leading);
            }
            catch (OperationCanceledException) when (leading.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.WorkFailed(logger, work.GetType().Name, fault);
                events.Record(
                    Severity.Error,
                    "node",
                    "work.failed",
                    $"{work.GetType().Name} failed and begins anew: {fault.GetBaseException().Message}"
                );
            }
            await Task.Delay(RetryAfter, time, leading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What an operator asked for last, which outlives the process.</summary>
    private async Task<(bool Running, long Generation)> WantedAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var row = await db.Pipeline.AsNoTracking().SingleAsync(cancellationToken);
        return (row.DesiredRunning, row.Generation);
    }

    private async Task ListenAsync(IVenueConnection connection, CancellationToken leading)
    {
        var (inTrouble, inMaintenance) = (true, false);
        void Tell(SourceStatus status)
        {
            facts.Publish(new SourceChanged(status));
            if (status is { State: SourceState.Connected, Reason.Length: 0 })
            {
                if (inTrouble)
                    events.Record(Severity.Info, connection.Name, "source.live", $"{connection.Name} is live.");
                inTrouble = false;
            }
            else if (status.IsInMaintenanceAt(time.GetUtcNow()))
            {
                if (!inMaintenance)
                    events.Record(
                        Severity.Info,
                        connection.Name,
                        "source.maintenance",
                        $"{connection.Name}: {status.Reason}"
                    );
                (inTrouble, inMaintenance) = (true, true);
                return;
            }
            else if (status is { State: not SourceState.Stopped, Reason.Length: > 0 })
            {
                inTrouble = true;
                events.Record(
                    Severity.Warning,
                    connection.Name,
                    "source.trouble",
                    $"{connection.Name}: {status.Reason}",
                    ("state", status.State)
                );
            }
            inMaintenance = false;
        }

        connection.StatusChanged += Tell;
        facts.Publish(new SourceChanged(connection.Status));
        try
        {
            await connection.RunAsync(leading);
        }
        catch (OperationCanceledException) when (leading.IsCancellationRequested)
        {
            // Put down because the node no longer leads, or stops.
        }
        finally
        {
            connection.StatusChanged -= Tell;
            facts.Publish(new SourceChanged(connection.Status));
        }
    }

    /// <summary>What runs from the taking of a lease until somebody leads again.</summary>
    private sealed class Service : IAsyncDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private readonly List<Task> _tasks = [];
        private bool _carriesOn;

        public CancellationToken Over => _over.Token;

        public void Add(IEnumerable<Task> tasks) => _tasks.AddRange(tasks);

        /// <summary>Once, however often it is asked.</summary>
        public void CarryOn(IEnumerable<ICarryOn> carriers, Func<ICarryOn, CancellationToken, Task> run)
        {
            if (_carriesOn || _over.IsCancellationRequested)
                return;
            _carriesOn = true;
            Add(carriers.Select(carrier => Task.Run(() => run(carrier, Over))));
        }

        public void End() => _over.Cancel();

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await Task.WhenAll(_tasks);
            _over.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Node} leads with epoch {Epoch}.")]
        public static partial void Leads(ILogger logger, string node, long epoch);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Node} stands by for {Leader}.")]
        public static partial void StandsBy(ILogger logger, string node, string leader);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed and begins anew.")]
        public static partial void WorkFailed(ILogger logger, string work, Exception fault);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The node met trouble and starts over: {Error}")]
        public static partial void Trouble(ILogger logger, string error);
    }
}
