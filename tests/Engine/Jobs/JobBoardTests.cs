using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Jobs;

public sealed class JobBoardTests(PostgresFixture postgres)
{
    [Fact]
    public async Task List_BothSchedulers_AreShownWithTheirJobs()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var bench = await EngineBench.CreateAsync(postgres, ct);

        var jobs = await bench.Jobs.ListAsync(ct);

        Assert.Equal(
            ["beat:health.judge", "beat:pipeline.cycle", "work:audit.check", "work:retention"],
            jobs.Select(job => job.Id)
        );
        Assert.All(jobs, job => Assert.NotEmpty(job.Schedule));
    }
}
