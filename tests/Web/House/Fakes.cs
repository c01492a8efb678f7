using System.Collections.Concurrent;
using System.Collections.Immutable;
using Strikeboard.Engine;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording;
using Strikeboard.Engine.Settings;
using Strikeboard.Model;

namespace Strikeboard.Web.Tests.House;

/// <summary>Judges roles as the real desk does, remembers what it was asked, and answers what the test wants.</summary>
internal sealed class FakeDesk(AuthorityReader authorities) : ICommandDesk
{
    public ConcurrentQueue<(Command Command, CommandContext Context)> Asked { get; } = new();

    public CommandVerdict Verdict { get; set; } = CommandVerdict.Done;

    public async Task<CommandOutcome> ExecuteAsync(
        Command command,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        Asked.Enqueue((command, context));
        var may =
            context.Actor.IsTrusted
            || (
                context.Actor.UserId is { } id
                && await AuthorityAsync(id, context.Actor.KeyId, cancellationToken) is { } authority
                && authority.Suffices(command.Needs)
                && authority.Key?.Allows(command.Name) != false
            );
        var verdict = may ? Verdict : CommandVerdict.Forbidden;
        return new CommandOutcome
        {
            CommandId = Guid.NewGuid(),
            Verdict = verdict,
            Message = verdict.ToString(),
            Refusal = verdict == CommandVerdict.Done ? null : new Refusal(may ? "as_told" : "forbidden", "No."),
        };
    }

    private async ValueTask<Authority?> AuthorityAsync(Guid user, Guid? key, CancellationToken cancellationToken) =>
        key is null
            ? await authorities.ReadAsync(user, cancellationToken)
            : (await authorities.JudgeAsync(new Credential(user, Guid.Empty, KeyId: key), cancellationToken)).Authority;
}

internal sealed class FakeHealth : IHealthReader
{
    public HealthReport Current { get; set; } =
        new(
            "healthy",
            95,
            95,
            "good",
            null,
            0,
            [new HealthCheck("database", "healthy", 1.5, "")],
            ImmutableSortedDictionary<string, int>.Empty
        );
}

internal sealed class FakeEvents : IEventLog
{
    private long _lastId;

    public ConcurrentQueue<SystemEvent> Recorded { get; } = new();

    public void Record(
        Severity severity,
        string source,
        string code,
        string message,
        params (string Name, object Value)[] facts
    ) =>
        Recorded.Enqueue(
            new SystemEvent(
                Interlocked.Increment(ref _lastId),
                DateTimeOffset.UnixEpoch,
                severity,
                source,
                code,
                message,
                facts.ToImmutableDictionary(f => f.Name, f => f.Value.ToString() ?? "", StringComparer.Ordinal)
            )
        );

    public Task<Page<SystemEvent>> ReadAsync(
        PageRequest page,
        Severity? atLeast,
        string? source,
        string? code,
        CancellationToken cancellationToken
    )
    {
        var found = Recorded.Where(e => e.Severity >= (atLeast ?? Severity.Info)).Reverse().ToList();
        return Task.FromResult(new Page<SystemEvent>([.. found.Take(page.Rows)], found.Count, null));
    }
}

internal sealed class FakeAudit : IAuditReader
{
    public Task<Page<AuditEntry>> ReadAsync(
        PageRequest page,
        string? command,
        string? actor,
        CancellationToken cancellationToken
    ) => Task.FromResult(new Page<AuditEntry>([], 0, null));

    public Task<KeysetCount> CountAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult(new KeysetCount(0, 0, 0));

    public Task<IReadOnlyList<AuditEntry>> SliceAsync(
        AuditFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<AuditEntry>>([]);

    public Task<int> RankAsync(
        AuditFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    ) => Task.FromResult(0);
}

internal sealed class FakePerformance : IPerformanceReader
{
    public Task<PipelinePerformance> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            new PipelinePerformance(
                PipelineState.Running,
                10,
                9,
                0.9,
                0,
                0,
                ImmutableSortedDictionary<string, PerformanceWindow>.Empty.Add(
                    "1m",
                    new PerformanceWindow(10, 0.9, 0, new CycleTimes(1, 2, 3, double.NaN))
                ),
                [new StepPerformance("price", new CycleTimes(1, 1, 1, 1), 0, null)]
            )
        );
}

internal sealed class FakeOutputs : IOutputReader
{
    public OutputReport Current { get; set; } = new(true, "exports", 2, [OutputFormatReport.NotYet("json", on: true)]);
}

internal sealed class FakeSettings : ISettingsBook
{
    public Task<SettingsView> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new SettingsView(0, []));

    public Task<IReadOnlyList<SettingsChange>> HistoryAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SettingsChange>>([]);
}

internal sealed class FakeJobs : IJobBoard
{
    public Task<ImmutableArray<JobRun>> HistoryAsync(string jobId, int most, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<JobRun>>([]);

    public Task<ImmutableArray<JobView>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<JobView>>([
            new JobView(
                "beat:system.cycle",
                "beat",
                "cycle",
                "",
                "every second",
                "waiting",
                null,
                null,
                false,
                1,
                null
            ),
        ]);
}

internal sealed class FakeRecordings : IRecordings
{
    public IReadOnlyList<RecordedHour> List() =>
        [
            new(
                new DateTimeOffset(2026, 11, 21, 13, 0, 0, TimeSpan.Zero),
                1,
                4_000_000,
                3599,
                1,
                0,
                0,
                new DateTimeOffset(2026, 11, 21, 13, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2026, 11, 21, 13, 59, 59, TimeSpan.Zero)
            ),
        ];
}
