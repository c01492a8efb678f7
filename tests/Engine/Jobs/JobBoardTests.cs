using Microsoft.EntityFrameworkCore;
using Strikeboard.Engine.Jobs;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Jobs;

public sealed class JobBoardTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Drill = "work:drill";
    private EngineBench _bench = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await EngineBench.CreateAsync(postgres, Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task List_BothSchedulers_AreShownWithTheirJobs()
    {
        var jobs = await _bench.Jobs.ListAsync(Ct);

        Assert.Superset(
            new HashSet<string>([
                "beat:health.judge",
                "beat:pipeline.cycle",
                "work:audit.check",
                Drill,
                "work:retention",
            ]),
            jobs.Select(job => job.Id).ToHashSet()
        );
        Assert.All(jobs, job => Assert.NotEmpty(job.Schedule));
    }

    [Fact]
    public async Task RunningJob_TellsHowFarItIs_AndObeysACancel()
    {
        await _bench.StartWorkAsync(Ct);
        await DoneAsync(new TriggerJob(Drill));
        var running = await UntilAsync(job => job.Activity?.Percent is not null);
        Assert.EndsWith("of 60 steps", running.Activity!.Message);

        await DoneAsync(new CancelJob(Drill));

        var ended = await UntilAsync(job => !job.Running && job.LastOutcome is not null);
        Assert.Equal("cancelled", ended.LastOutcome);
        var run = Assert.Single(await _bench.Jobs.HistoryAsync(Drill, 10, Ct));
        Assert.Equal(("cancelled", true), (run.Outcome, run.Manual));
    }

    [Fact]
    public async Task Cancel_OfAJobThatDoesNotRun_IsRefused()
    {
        var outcome = await RunAsync(new CancelJob("work:retention"));

        Assert.Equal((CommandVerdict.Conflict, "not_running"), (outcome.Verdict, outcome.Refusal?.Code));
    }

    [Fact]
    public async Task Retention_ThatHasRun_SaysWhatItDid_AndIsRememberedInTheDatabase()
    {
        await _bench.StartWorkAsync(Ct);
        await DoneAsync(new TriggerJob("work:retention"));

        var ended = await UntilAsync(job => job.LastOutcome is not null, "work:retention");

        Assert.Equal(("succeeded", "0 removed", 1L), (ended.LastOutcome, ended.LastSummary, ended.Runs));
        await UntilAsync(job => job.LastOutcome is not null, "beat:pipeline.cycle");
        await using var db = await _bench.Contexts.CreateDbContextAsync(Ct);
        var kept = await db
            .Database.SqlQueryRaw<string>("SELECT sched_name AS \"Value\" FROM jobs.qrtz_execution_history")
            .ToListAsync(Ct);
        Assert.Equal([Schedulers.Work], kept.Distinct());
    }

    private async Task<JobView> UntilAsync(Func<JobView, bool> wanted, string id = Drill)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var job = (await _bench.Jobs.ListAsync(Ct)).Single(job => job.Id == id);
            if (wanted(job))
                return job;
            await tick.WaitForNextTickAsync(Ct);
        }
    }

    private async Task<CommandOutcome> RunAsync(Command command) =>
        await _bench.Desk.ExecuteAsync(command, new CommandContext(await _bench.AddUserAsync(Role.Operator, Ct)), Ct);

    private async Task DoneAsync(Command command) =>
        Assert.Equal(CommandVerdict.Done, (await RunAsync(command)).Verdict);
}
