using Strikeboard.Data;
using Strikeboard.Model;

namespace Strikeboard.Engine.Commands;

/// <summary>Does one kind of command. Everything it changes in the database is committed together with its audit record.</summary>
public abstract class CommandHandler<TCommand> : ICommandHandler
    where TCommand : Command
{
    public Type Handles => typeof(TCommand);

    public Task<HandlerResult> ExecuteAsync(
        Command command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    ) => ExecuteAsync((TCommand)command, context, db, cancellationToken);

    protected abstract Task<HandlerResult> ExecuteAsync(
        TCommand command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    );
}

public interface ICommandHandler
{
    Type Handles { get; }

    Task<HandlerResult> ExecuteAsync(
        Command command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    );
}

/// <summary>What a handler says. <see cref="AfterCommit"/> runs once the record is durable: the place for effects in memory.</summary>
public sealed record HandlerResult
{
    public required CommandVerdict Verdict { get; init; }
    public required string Message { get; init; }
    public Refusal? Refusal { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public Func<CancellationToken, Task>? AfterCommit { get; init; }

    public static HandlerResult Done(string message, string? before = null, string? after = null) =>
        new()
        {
            Verdict = CommandVerdict.Done,
            Message = message,
            Before = before,
            After = after,
        };

    public static HandlerResult Refused(CommandVerdict verdict, Refusal refusal) =>
        new()
        {
            Verdict = verdict,
            Message = refusal.Message,
            Refusal = refusal,
        };

    public HandlerResult Then(Func<CancellationToken, Task> afterCommit) => this with { AfterCommit = afterCommit };
}
