using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Data.Audit;
using Strikeboard.Data.Leadership;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Commands;

/// <summary>See <see cref="ICommandDesk"/>.</summary>
public sealed partial class CommandDesk(
    IDbContextFactory<StrikeboardDb> database,
    IEnumerable<ICommandHandler> handlers,
    LiveBoard board,
    TimeProvider time,
    ILogger<CommandDesk> logger
) : ICommandDesk, IDisposable
{
    private const string DatabaseUnavailable = "database_unavailable";
    private const int LongestTarget = 400;

    /// <summary>So many commands hold a connection at a time; the others wait here, and not in the way of what trades by itself.</summary>
    private const int AtATime = 16;
    private const int LongestReason = 2000;

    private static readonly Refusal NotText = new("not_text", "A text holds a character that no text has.");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _room = new(AtATime);

    private readonly FrozenDictionary<Type, ICommandHandler> _handlers = handlers.ToFrozenDictionary(handler =>
        handler.Handles
    );

    public async Task<CommandOutcome> ExecuteAsync(
        Command command,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var request = Ask(command, context);
        await _room.WaitAsync(cancellationToken);
        try
        {
            return await ExecuteAsync(request, Patience, cancellationToken);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Gives it the id under which it is kept once, however often it is tried.</summary>
    internal CommandRequest Ask(Command command, CommandContext context)
    {
        if (context.Reason is { } reason)
            context = context with { Reason = PlainText.Of(reason, LongestReason) };
        var now = time.GetUtcNow();
        return new CommandRequest(Guid.CreateVersion7(now), command, context, now);
    }

    /// <summary>Without a place in the queue.</summary>
    internal async Task<CommandOutcome> ExecuteAsync(
        CommandRequest request,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await OnceAsync(request, cancellationToken);
            }
            catch (Exception exception)
                when (exception is not OperationCanceledException && IsDatabaseTrouble(exception))
            {
                Log.DatabaseTrouble(logger, request.Command.Name, exception.Message);
                // The commit's answer may be what got lost: the id tells whether it is kept, so doing it again is harmless.
                if (time.GetElapsedTime(began) > patience)
                    return DatabaseAway(request);
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
        }
    }

    private async Task<CommandOutcome> OnceAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (!request.Command.OnAnyNode && board.Current.Leader is { IsAnother: true } leader)
            return StandsBy(request, leader.Node, leader.Url);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await EarlierTryAsync(db, request, cancellationToken) is { } kept)
            return kept;

        // Kept as a whole or not at all: nobody goes back to a point within it, so none is set at each saving.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await MayDecideAsync(db, request.Command, cancellationToken))
            return StandsBy(request, "another node", "");
        var earlier = await EarlierUseOfKeyAsync(db, request, cancellationToken);
        if (earlier is not null && earlier.BodyHash.AsSpan().SequenceEqual(request.Fingerprint))
            return JsonSerializer.Deserialize<CommandOutcome>(earlier.Outcome)! with { Repeated = true };

        var actor = request.Context.Actor;
        var rights = await ActorRights.ReadAsync(db, actor, time.GetUtcNow(), cancellationToken);
        var result =
            !request.IsEffective && rights.Lacks(request.Command, actor) is { } forbidden
                ? HandlerResult.Refused(CommandVerdict.Forbidden, forbidden)
            : !PlainText.IsIn(request.Content) ? HandlerResult.Refused(CommandVerdict.Invalid, NotText)
            : earlier is not null ? HandlerResult.Refused(CommandVerdict.Invalid, KeyReused(earlier))
            : await HandleAsync(db, request, cancellationToken);
        if (result.Verdict != CommandVerdict.Done)
            db.ChangeTracker.Clear();

        var outcome = new CommandOutcome
        {
            CommandId = request.Id,
            Verdict = result.Verdict,
            Message = result.Message,
            Refusal = result.Refusal,
        };
        Remember(db, request, outcome, keyIsTaken: earlier is not null);
        await db.SaveChangesAsync(cancellationToken);
        await AuditChain.AppendAsync(db, AuditOf(request, rights, result), cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        // From here on the command is durable. If the process dies before the effect in memory, the start reads it back.
        if (result.AfterCommit is { } effect)
            await effect(CancellationToken.None);
        Log.Answered(logger, request.Command.Name, request.Context.Actor.Name, result.Verdict);
        return outcome;
    }

    /// <summary>A leader that was frozen may not know yet that it was succeeded: inside the transaction the database does.</summary>
    private async Task<bool> MayDecideAsync(StrikeboardDb db, Command command, CancellationToken cancellationToken) =>
        command.OnAnyNode
        || board.Current.Leader is not { IsMe: true, Epoch: var epoch }
        || await db.HoldsAsync(epoch, cancellationToken);

    private async Task<HandlerResult> HandleAsync(
        StrikeboardDb db,
        CommandRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!_handlers.TryGetValue(request.Command.GetType(), out var handler))
            throw new InvalidOperationException($"nothing handles {request.Command.Name}");
        return await handler.ExecuteAsync(request.Command, request.Context, db, cancellationToken);
    }

    private static async Task<CommandOutcome?> EarlierTryAsync(
        StrikeboardDb db,
        CommandRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!request.MayHaveRun)
        {
            request.MayHaveRun = true;
            return null;
        }
        var kept = await db
            .CommandReceipts.AsNoTracking()
            .FirstOrDefaultAsync(receipt => receipt.CommandId == request.Id, cancellationToken);
        return kept is null ? null : JsonSerializer.Deserialize<CommandOutcome>(kept.Outcome);
    }

    private static async Task<CommandReceipt?> EarlierUseOfKeyAsync(
        StrikeboardDb db,
        CommandRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Context.IdempotencyKey is not { } key)
            return null;
        // Two requests with one key queue up here, so the second finds the first one's receipt.
        var caller = CallerOf(request.Context.Actor);
        var lockName = $"{caller}\n{key}";
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended({lockName}, 7))",
            cancellationToken
        );
        return await db
            .CommandReceipts.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Caller == caller && row.IdempotencyKey == key, cancellationToken);
    }

    private static Refusal KeyReused(CommandReceipt earlier) =>
        new Refusal("idempotency_key_reused", "This Idempotency-Key was used before with another request.").With(
            "firstCommandId",
            earlier.CommandId
        );

    private void Remember(StrikeboardDb db, CommandRequest request, CommandOutcome outcome, bool keyIsTaken) =>
        db.CommandReceipts.Add(
            new CommandReceipt
            {
                CommandId = request.Id,
                Caller = CallerOf(request.Context.Actor),
                IdempotencyKey = keyIsTaken
                    ? request.Id.ToString()
                    : request.Context.IdempotencyKey ?? request.Id.ToString(),
                BodyHash = request.Fingerprint,
                Outcome = JsonSerializer.Serialize(outcome),
                At = time.GetUtcNow(),
            }
        );

    private AuditRow AuditOf(CommandRequest request, ActorRights rights, HandlerResult result) =>
        new()
        {
            At = request.IsEffective ? request.At : time.GetUtcNow(),
            CommandId = request.Id,
            Command = request.Command.Name,
            Target = PlainText.Of(request.Command.Target, LongestTarget),
            ActorName = rights.User?.Name ?? request.Context.Actor.Name,
            ActorId = request.Context.Actor.UserId,
            ActorRole = rights.Role,
            Via = request.Context.Actor.Via,
            Address = request.Context.Actor.Address,
            Reason = request.Context.Reason,
            Verdict = result.Verdict.ToString(),
            RefusalCode = result.Refusal?.Code,
            Content = Encoding.UTF8.GetString(request.Content),
            Before = result.Before,
            After = result.After,
        };

    public void Dispose() => _room.Dispose();

    internal static bool IsDatabaseAway(CommandOutcome outcome) => outcome.Refusal?.Code == DatabaseUnavailable;

    internal static CommandOutcome DatabaseAway(CommandRequest request) =>
        Unavailable(
            request,
            new Refusal(
                DatabaseUnavailable,
                "The database cannot keep a record just now, so nothing was done. Try again in a moment."
            )
        );

    private static CommandOutcome StandsBy(CommandRequest request, string leader, string url) =>
        Unavailable(
            request,
            new Refusal("standby", $"This node stands by, so nothing was done; {leader} leads.")
                .With("leader", leader)
                .With("url", url)
        );

    /// <summary>Not kept as the key's answer: the same request may be done a moment later, or elsewhere.</summary>
    private static CommandOutcome Unavailable(CommandRequest request, Refusal refusal) =>
        new()
        {
            CommandId = request.Id,
            Verdict = CommandVerdict.Unavailable,
            Message = refusal.Message,
            Refusal = refusal,
        };

    private static bool IsDatabaseTrouble(Exception exception) =>
        exception
            is DbUpdateException
                or System.Data.Common.DbException
                or TimeoutException
                or System.Net.Sockets.SocketException
        || exception.InnerException is { } inner && IsDatabaseTrouble(inner);

    private static string CallerOf(Actor actor) => actor.UserId?.ToString() ?? $"{actor.Via}:{actor.Name}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Command} by {Actor}: {Verdict}")]
        public static partial void Answered(ILogger logger, string command, string actor, CommandVerdict verdict);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Command} meets database trouble: {Error}")]
        public static partial void DatabaseTrouble(ILogger logger, string command, string error);
    }
}
