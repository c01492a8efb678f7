using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data.Audit;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Commands;

public sealed class CommandDeskTests(PostgresFixture postgres) : IAsyncLifetime
{
    private EngineBench _bench = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await EngineBench.CreateAsync(postgres, Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Execute_OperatorStarts_PipelineStartsAndOneRecordStands()
    {
        var actor = await _bench.AddUserAsync(Role.Operator, Ct);

        var outcome = await _bench.Desk.ExecuteAsync(new StartPipeline(), new CommandContext(actor, "morning"), Ct);

        Assert.Equal(CommandVerdict.Done, outcome.Verdict);
        Assert.Equal(PipelineState.Starting, _bench.Driver.Status.State);
        var record = Assert.Single(await _bench.AuditAsync(Ct));
        Assert.Equal(
            (outcome.CommandId, "pipeline.start", actor.Name, Role.Operator, "morning", "Done"),
            (record.CommandId, record.Command, record.Actor, record.Role, record.Reason, record.Verdict)
        );
        Assert.Equal("{}", record.Content);
    }

    [Fact]
    public async Task Execute_ViewerStarts_IsForbiddenRecordedAndWithoutEffect()
    {
        var actor = await _bench.AddUserAsync(Role.Viewer, Ct);

        var outcome = await _bench.Desk.ExecuteAsync(new StartPipeline(), new CommandContext(actor), Ct);

        Assert.Equal((CommandVerdict.Forbidden, "forbidden"), (outcome.Verdict, outcome.Refusal?.Code));
        Assert.Equal("Operator", outcome.Refusal?.Facts["needs"]);
        Assert.Equal(PipelineState.Stopped, _bench.Driver.Status.State);
        Assert.Equal("forbidden", Assert.Single(await _bench.AuditAsync(Ct)).RefusalCode);
    }

    [Fact]
    public async Task Execute_RefusedBeforeUnderTheSameKey_IsRefusedAgainInTheSameWords()
    {
        var actor = await _bench.AddUserAsync(Role.Viewer, Ct);
        var context = new CommandContext(actor, IdempotencyKey: "once");

        var first = await _bench.Desk.ExecuteAsync(new StartPipeline(), context, Ct);
        var again = await _bench.Desk.ExecuteAsync(new StartPipeline(), context, Ct);

        Assert.True(again.Repeated);
        Assert.Equal((first.CommandId, first.Verdict), (again.CommandId, again.Verdict));
        Assert.Equal(("forbidden", "Operator"), (again.Refusal?.Code, again.Refusal?.Facts["needs"]));
    }

    [Fact]
    public async Task Execute_TextThatNoColumnTakes_IsRefusedAtOnceAndRecordedReadably()
    {
        var actor = await _bench.AddUserAsync(Role.Administrator, Ct);
        var nameless = new CreateUser("ev\0e", Role.Viewer) { Password = "a long enough one" };

        var refused = await _bench.Desk.ExecuteAsync(nameless, new CommandContext(actor, "mor\0ning"), Ct);
        var unknown = await _bench.Desk.ExecuteAsync(
            new SetUserEnabled(new string('n', 5000), Enabled: true),
            new CommandContext(actor, "\ud800"),
            Ct
        );

        Assert.Equal((CommandVerdict.Invalid, "not_text"), (refused.Verdict, refused.Refusal?.Code));
        Assert.Equal(CommandVerdict.NotFound, unknown.Verdict);
        var records = await _bench.AuditAsync(Ct);
        Assert.Equal(
            ["mor\uFFFDning", "\uFFFD"],
            records.Select(record => record.Reason).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Execute_DisabledAdministrator_IsForbidden()
    {
        var actor = await _bench.AddUserAsync(Role.Administrator, Ct, enabled: false);

        var outcome = await _bench.Desk.ExecuteAsync(new StopPipeline(), new CommandContext(actor), Ct);

        Assert.Equal("unknown_user", outcome.Refusal?.Code);
    }

    [Fact]
    public async Task Execute_SameKeyAndBody_AnswersAgainWithoutDoingAgain()
    {
        var context = new CommandContext(await _bench.AddUserAsync(Role.Operator, Ct), IdempotencyKey: "k1");
        var first = await _bench.Desk.ExecuteAsync(new RestartPipeline(), context, Ct);
        var generation = _bench.Driver.Status.Generation;

        var second = await _bench.Desk.ExecuteAsync(new RestartPipeline(), context, Ct);

        Assert.True(second.Repeated);
        Assert.Equal(first.CommandId, second.CommandId);
        Assert.Equal(generation, _bench.Driver.Status.Generation);
        Assert.Single(await _bench.AuditAsync(Ct));
    }

    [Fact]
    public async Task Execute_SameKeyOtherBody_IsRefusedAndRecorded()
    {
        var context = new CommandContext(await _bench.AddUserAsync(Role.Operator, Ct), IdempotencyKey: "k1");
        await _bench.Desk.ExecuteAsync(new StartPipeline(), context, Ct);

        var outcome = await _bench.Desk.ExecuteAsync(new StopPipeline(), context, Ct);

        Assert.Equal((CommandVerdict.Invalid, "idempotency_key_reused"), (outcome.Verdict, outcome.Refusal?.Code));
        Assert.Equal(2, (await _bench.AuditAsync(Ct)).Count);
    }

    [Fact]
    public async Task Execute_OneKeyFromManyAtOnce_DoesItOnce()
    {
        var context = new CommandContext(await _bench.AddUserAsync(Role.Operator, Ct), IdempotencyKey: "same");

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => _bench.Desk.ExecuteAsync(new RestartPipeline(), context, Ct))
        );

        Assert.Single(outcomes, outcome => !outcome.Repeated);
        Assert.Single(await _bench.AuditAsync(Ct));
    }

    [Fact]
    public async Task Execute_ThousandClicksFromFiftySessions_OnePipelineAndARecordPerAnswer()
    {
        var actor = await _bench.AddUserAsync(Role.Operator, Ct);
        var outcomes = new ConcurrentBag<CommandOutcome>();

        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async session =>
                {
                    for (var click = 0; click < 20; click++)
                    {
                        Command command = (session + click) % 2 == 0 ? new StartPipeline() : new StopPipeline();
                        outcomes.Add(await _bench.Desk.ExecuteAsync(command, new CommandContext(actor), Ct));
                    }
                })
        );

        Assert.Equal(1000, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.True(outcome.Verdict is CommandVerdict.Done or CommandVerdict.Conflict));
        await using var db = await _bench.Contexts.CreateDbContextAsync(Ct);
        Assert.Equal(1000, await db.Audit.CountAsync(Ct));
        Assert.True((await AuditChain.VerifyAsync(db, null, Ct)).Intact);
        var row = await db.Pipeline.SingleAsync(Ct);
        var status = _bench.Driver.Status;
        Assert.Equal(row.DesiredRunning, status.State is not PipelineState.Stopped);
        Assert.Equal(row.Generation, status.Generation);
    }

    [Fact]
    public async Task Execute_LastAdministratorDisabled_IsRefused()
    {
        var actor = await _bench.AddUserAsync(Role.Administrator, Ct);

        var outcome = await _bench.Desk.ExecuteAsync(
            new SetUserEnabled(actor.Name, false),
            new CommandContext(actor),
            Ct
        );

        Assert.Equal("last_administrator", outcome.Refusal?.Code);
    }

    [Fact]
    public async Task Execute_PasswordChanged_TheRecordHoldsNoPassword()
    {
        var actor = await _bench.AddUserAsync(Role.Viewer, Ct, password: "the old horse battery");

        var outcome = await _bench.Desk.ExecuteAsync(
            new ChangePassword { Current = "the old horse battery", Next = "canary staple ladder" },
            new CommandContext(actor),
            Ct
        );

        Assert.Equal(CommandVerdict.Done, outcome.Verdict);
        var record = Assert.Single(await _bench.AuditAsync(Ct));
        Assert.DoesNotContain("canary", $"{record.Content}{record.Before}{record.After}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_UnknownJob_IsNotFound()
    {
        var actor = await _bench.AddUserAsync(Role.Operator, Ct);

        var outcome = await _bench.Desk.ExecuteAsync(new TriggerJob("work:nothing"), new CommandContext(actor), Ct);

        Assert.Equal((CommandVerdict.NotFound, "unknown_job"), (outcome.Verdict, outcome.Refusal?.Code));
    }

    [Fact]
    public async Task Execute_WhileAnotherNodeLeads_IsLeftToThatNodeAndNotKept()
    {
        var actor = await _bench.AddUserAsync(Role.Operator, Ct);
        _bench.TellLeader(new LeaderStatus("elsewhere", 3, false));

        var outcome = await _bench.Desk.ExecuteAsync(new StartPipeline(), new CommandContext(actor, null, "key"), Ct);

        Assert.Equal((CommandVerdict.Unavailable, "standby"), (outcome.Verdict, outcome.Refusal?.Code));
        Assert.Equal("elsewhere", outcome.Refusal?.Facts["leader"]);
        Assert.Empty(await _bench.AuditAsync(Ct));
    }

    [Fact]
    public async Task Execute_ByALeaderThatWasSucceeded_IsRefusedByTheDatabase()
    {
        var actor = await _bench.AddUserAsync(Role.Operator, Ct);
        // It was frozen, and believes on: the database is an epoch further.
        _bench.TellLeader(new LeaderStatus("bench", -1, true));

        var outcome = await _bench.Desk.ExecuteAsync(new StartPipeline(), new CommandContext(actor), Ct);

        Assert.Equal("standby", outcome.Refusal?.Code);
        Assert.Equal(PipelineState.Stopped, _bench.Driver.Status.State);
        Assert.Empty(await _bench.AuditAsync(Ct));
    }
}
