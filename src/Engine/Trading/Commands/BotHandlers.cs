using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Commands;

/// <summary>A change of a bot's own row, under its lock.</summary>
internal abstract class BotHandler<TCommand>(EntryBot bot) : CommandHandler<TCommand>
    where TCommand : Command
{
    protected override async Task<HandlerResult> ExecuteAsync(
        TCommand command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var (connection, transaction) = CommandedChange.Of(db);
        if (
            command.Target != AutoEntry.Name
            || await EntryBot.LockAsync(connection, transaction, cancellationToken) is not { } before
        )
            return HandlerResult.Refused(
                CommandVerdict.NotFound,
                new Refusal("bot.unknown", $"There is no bot '{command.Target}'.")
            );
        var (after, refusal, message) = Change(before, command, context);
        if (after is null)
            return HandlerResult.Refused(CommandVerdict.Invalid, refusal!);
        await bot.SaveAsync(connection, transaction, after, context.Actor.Name, cancellationToken);
        return HandlerResult.Done(message, EntryBot.Write(before), EntryBot.Write(after)).Then(bot.RefreshAsync);
    }

    protected abstract (BotMemory? After, Refusal? Refusal, string Message) Change(
        BotMemory before,
        TCommand command,
        CommandContext context
    );
}

internal sealed class SetBotHandler(EntryBot bot) : BotHandler<SetBot>(bot)
{
    protected override (BotMemory? After, Refusal? Refusal, string Message) Change(
        BotMemory before,
        SetBot command,
        CommandContext context
    )
    {
        var settings = before.Settings;
        if (command.Settings is { } changes)
        {
            var (changed, fault) = EntrySettingsJson.Change(settings, changes);
            if (changed is null)
                return (null, new Refusal("bot.settings", fault), "");
            settings = changed;
        }
        settings = settings with { Enabled = command.On ?? settings.Enabled };
        var armed = before.Guard.IsArmed ? "" : " It has switched itself off before: arm it again.";
        return (
            before with
            {
                Settings = settings,
            },
            null,
            settings.Enabled ? $"The bot is on.{armed}" : "The bot is off. What it holds stays, and stays protected."
        );
    }
}

internal sealed class ArmBotHandler(EntryBot bot, TimeProvider time) : BotHandler<ArmBot>(bot)
{
    protected override (BotMemory? After, Refusal? Refusal, string Message) Change(
        BotMemory before,
        ArmBot command,
        CommandContext context
    ) =>
        string.IsNullOrWhiteSpace(context.Reason)
            ? (null, new Refusal("bot.reason", "Say why it may go on."), "")
            : (
                before with
                {
                    Guard = before.Guard.Rearm(context.Actor.Name, time.GetUtcNow()),
                },
                null,
                before.Settings.Enabled ? "Armed again." : "Armed again, and still off: switch it on."
            );
}
