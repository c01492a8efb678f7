using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Strikeboard.Model;

namespace Strikeboard.Engine.Jobs;

internal static class JobRegistration
{
    private static readonly TimeSpan BeatPhase = TimeSpan.FromMilliseconds(30);

    /// <summary>
    /// Two schedulers of one kind. The beat's misfires are forgotten, not made up for: after a stall one cycle is enough.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, EngineSettings settings)
    {
        services.AddKeyedSingleton<DbDataSource>(
            Schedulers.Work,
            (_, _) => new NpgsqlDataSourceBuilder(settings.ConnectionString).Build()
        );
        services.AddQuartz(
            Schedulers.Beat,
            q =>
            {
                q.UseInMemoryStore();
                q.UseDefaultThreadPool(4);
                Beat<CycleJob>(q, "pipeline.cycle", "Runs the five steps for every symbol");
                Beat<HealthJob>(q, "health.judge", "Judges health and score");
                q.AddJobListener<JobWatch>();
            }
        );
        services.AddQuartz(
            Schedulers.Work,
            q =>
            {
                q.ConfigureScheduler(o =>
                {
                    o.InstanceId = settings.NodeName;
                    o.IdleWaitTime = TimeSpan.FromSeconds(1);
                    o.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                });
                q.UseDefaultThreadPool(4);
                q.UsePersistentStore(s =>
                {
                    s.UsePostgres(o => o.DataSourceServiceKey = Schedulers.Work);
                    s.ProvisionSchema();
                    s.UseExecutionHistory();
                    s.UseClustering(o =>
                    {
                        o.CheckinInterval = TimeSpan.FromSeconds(1);
                        o.CheckinMisfireThreshold = TimeSpan.FromSeconds(2);
                    });
                    s.ConfigureStore(o =>
                    {
                        o.TablePrefix = "jobs.qrtz_";
                        o.StoreJobDataAsStrings = true;
                        o.DbRetryInterval = TimeSpan.FromSeconds(2);
                        o.MisfireThreshold = TimeSpan.FromSeconds(60);
                        o.MisfireHandlerFrequency = TimeSpan.FromSeconds(1);
                        o.RecoverFiringsCancelledByShutdown = true;
                    });
                });
                Cron<RetentionJob>(
                    q,
                    "retention",
                    "Removes old cycles, events, receipts and recordings",
                    "0 15 3 * * ?",
                    "daily at 03:15 UTC"
                );
                Cron<AuditCheckJob>(
                    q,
                    "audit.check",
                    "Verifies the audit's chain of hashes",
                    "0 5 * * * ?",
                    "hourly at :05"
                );
                if (settings.Mode == Mode.Demo)
                    q.AddJob<DrillJob>(job =>
                        job.WithIdentity(DrillJob.Name, Schedulers.Work)
                            .WithDescription("Counts a minute down and touches nothing: to try progress and cancel")
                            .StoreDurably()
                    );
                q.AddJobListener<JobWatch>();
            }
        );
        // Of a job that runs each second the last ten minutes are enough; failures are kept beside that.
        services.AddQuartzExecutionHistory(o =>
        {
            o.Retention = TimeSpan.FromDays(30);
            o.RetentionByResult[JobRunResult.Failed] = TimeSpan.FromDays(90);
            o.MaxEntriesPerJob = 600;
            o.MaxEntriesPerScheduler = 20_000;
        });
        services.AddQuartzHostedService(Schedulers.Beat);
        services.AddQuartzHostedService(Schedulers.Work, o => o.WaitForJobsToComplete = true);
        return services;
    }

    private static void Beat<TJob>(IQuartzBuilder q, string name, string description)
        where TJob : class, IJob =>
        q.ScheduleJob<TJob>(
            (services, trigger) =>
                trigger
                    .WithIdentity(name, Schedulers.Beat)
                    .WithDescription("every second")
                    .StartAt(FirstBeat(services.GetRequiredService<TimeProvider>()))
                    .WithSimpleSchedule(schedule =>
                        schedule
                            .WithInterval(TimeSpan.FromSeconds(1))
                            .RepeatForever()
                            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)
                    ),
            (_, job) => job.WithIdentity(name, Schedulers.Beat).WithDescription(description)
        );

    /// <summary>Just after the turn of a second, so that a beat a little early or late still belongs to its own second.</summary>
    private static DateTimeOffset FirstBeat(TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) + TimeSpan.FromSeconds(1) + BeatPhase;
    }

    private static void Cron<TJob>(IQuartzBuilder q, string name, string description, string cron, string inWords)
        where TJob : class, IJob =>
        q.ScheduleJob<TJob>(
            trigger =>
                trigger
                    .WithIdentity(name, Schedulers.Work)
                    .WithDescription(inWords)
                    .WithCronSchedule(cron, schedule => schedule.InTimeZone(TimeZoneInfo.Utc)),
            job => job.WithIdentity(name, Schedulers.Work).WithDescription(description)
        );
}
