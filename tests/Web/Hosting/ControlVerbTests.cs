using Strikeboard.Model;
using Strikeboard.Web.Hosting;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Hosting;

/// <summary>The command line against a process that listens, through the files of its data folder.</summary>
public sealed class ControlVerbTests(HouseFixture shared) : IClassFixture<HouseFixture>
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("start", typeof(StartPipeline))]
    [InlineData("stop", typeof(StopPipeline))]
    [InlineData("restart", typeof(RestartPipeline))]
    [InlineData("pause-entries", typeof(PauseEntries))]
    [InlineData("resume-entries", typeof(ResumeEntries))]
    [InlineData("cancel-orders", typeof(CancelOrders))]
    [InlineData("flatten", typeof(Flatten))]
    [InlineData("kill", typeof(Kill))]
    [InlineData("rearm", typeof(Rearm))]
    [InlineData("shutdown", typeof(ShutDown))]
    public async Task Verb_IsAskedOfTheDesk_WithItsReason(string verb, Type command)
    {
        var (code, _) = await RunAsync(verb, "--yes", "--reason", "a test");

        Assert.Equal(0, code);
        var asked = shared.House.Desk.Asked.Last();
        Assert.Equal((command, "a test"), (asked.Command.GetType(), asked.Context.Reason));
        Assert.True(asked.Context.Actor.IsTrusted);
    }

    [Theory]
    [InlineData("flatten")]
    [InlineData("kill")]
    public async Task GraveVerb_ThatIsNotConfirmed_IsNotAsked(string verb)
    {
        var before = shared.House.Desk.Asked.Count;

        var (code, said) = await RunAsync(verb);

        Assert.Equal(2, code);
        Assert.Contains($"'{verb} --yes'", said, StringComparison.Ordinal);
        Assert.Equal(before, shared.House.Desk.Asked.Count);
    }

    [Fact]
    public async Task Reads_TellInLines_AndHealthInTheExitCode()
    {
        var status = await RunAsync("status");
        var stats = await RunAsync("stats");
        var good = await RunAsync("verify");
        var health = shared.House.Health.Current;
        shared.House.Health.Current = health with { Status = "error" };
        var bad = await RunAsync("verify");
        shared.House.Health.Current = health;

        Assert.Equal((0, 0, 0, 1), (status.Code, stats.Code, good.Code, bad.Code));
        Assert.Contains("pipeline ", status.Said, StringComparison.Ordinal);
        Assert.Contains("desk ", status.Said, StringComparison.Ordinal);
        Assert.Contains("cycles since the start", stats.Said, StringComparison.Ordinal);
        Assert.Contains("error, score ", bad.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_IsSaid_AndFails()
    {
        shared.House.Desk.Verdict = CommandVerdict.Conflict;
        var (code, said) = await RunAsync("start");
        shared.House.Desk.Verdict = CommandVerdict.Done;

        Assert.Equal(1, code);
        Assert.NotEmpty(said.Trim());
    }

    [Fact]
    public async Task Wrong_IsSaid()
    {
        Assert.Equal(2, (await RunAsync("dance")).Code);
        Assert.Equal(2, (await RunAsync("stop", "--reason")).Code);
        var nowhere = Directory.CreateTempSubdirectory("strikeboard-nowhere-");
        var (code, said) = await SayAsync("stop", "--Home", nowhere.FullName);
        nowhere.Delete();
        Assert.Equal(3, code);
        Assert.Contains("not running", said, StringComparison.Ordinal);
    }

    private Task<(int Code, string Said)> RunAsync(string verb, params string[] more)
    {
        File.WriteAllText(
            Path.Combine(shared.House.Home, "running.json"),
            System.Text.Json.JsonSerializer.Serialize(
                new RunningNote(1, shared.House.Url, "demo", DateTimeOffset.UnixEpoch)
            )
        );
        return SayAsync(verb, [.. more, "--Home", shared.House.Home]);
    }

    private static async Task<(int Code, string Said)> SayAsync(string verb, params string[] settings)
    {
        await using var said = new StringWriter();
        var code = await ControlVerbs.RunAsync(new CommandLine(verb, settings), new Announcer(said, said), Cancel);
        return (code, said.ToString());
    }
}
