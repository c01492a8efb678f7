using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

internal sealed class SaveViewHandler(TimeProvider time) : ViewCommandHandler<SaveView>(time)
{
    protected override HandlerResult Act(SaveView command, ViewShelf shelf)
    {
        if (NotAName(command.View) is { } refusal)
            return Invalid(refusal);
        if (NotAnAddress(command.Query) is { } wrong)
            return Invalid(wrong);
        var before = shelf.Find(command.View);
        if (before is null && shelf.IsFull)
            return Invalid(new Refusal("too_many_views", "Delete a view first.").With("most", ViewShelf.Most));
        var old = before?.Query;
        shelf.Put(command.View, command.Query, used: true);
        return HandlerResult.Done($"The view '{command.View}' is saved.", old, command.Query);
    }
}

internal sealed class RenameViewHandler(TimeProvider time) : ViewCommandHandler<RenameView>(time)
{
    protected override HandlerResult Act(RenameView command, ViewShelf shelf)
    {
        if (NotAName(command.NewName) is { } refusal)
            return Invalid(refusal);
        if (shelf.Find(command.View) is not { } view)
            return Unknown(command);
        if (shelf.Find(command.NewName) is not null)
            return HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("name_taken", "There is a view of that name.").With("name", command.NewName)
            );
        shelf.Rename(view, command.NewName);
        return HandlerResult.Done($"'{command.View}' is now '{command.NewName}'.", command.View, command.NewName);
    }
}

internal sealed class DeleteViewHandler(TimeProvider time) : ViewCommandHandler<DeleteView>(time)
{
    protected override HandlerResult Act(DeleteView command, ViewShelf shelf)
    {
        if (shelf.Find(command.View) is not { } view)
            return Unknown(command);
        shelf.Remove(view);
        return HandlerResult.Done($"The view '{command.View}' is deleted.", view.Query);
    }
}

internal sealed class SetDefaultViewHandler(TimeProvider time) : ViewCommandHandler<SetDefaultView>(time)
{
    protected override HandlerResult Act(SetDefaultView command, ViewShelf shelf)
    {
        if (shelf.Find(command.View) is not { } view)
            return Unknown(command);
        shelf.MakeDefault(command.On ? view : null);
        return HandlerResult.Done(
            command.On ? $"'{command.View}' is shown by default." : "No view is shown by default any more."
        );
    }
}

internal sealed class UseViewHandler(TimeProvider time) : ViewCommandHandler<UseView>(time)
{
    protected override HandlerResult Act(UseView command, ViewShelf shelf)
    {
        if (shelf.Find(command.View) is not { } view)
            return Unknown(command);
        shelf.Put(view.Name, view.Query, used: true);
        return HandlerResult.Done($"'{command.View}' is shown.");
    }
}

internal sealed class KeepColumnsHandler(TimeProvider time) : ViewCommandHandler<KeepColumns>(time)
{
    protected override HandlerResult Act(KeepColumns command, ViewShelf shelf)
    {
        if (NotAnAddress(command.Columns) is { } wrong)
            return Invalid(wrong);
        var before = shelf.Find(SavedView.OwnColumns);
        var old = before?.Query;
        if (command.Columns.Length > 0)
            shelf.Put(SavedView.OwnColumns, command.Columns, used: false);
        else if (before is not null)
            shelf.Remove(before);
        return HandlerResult.Done("Your columns are kept.", old, command.Columns);
    }
}

/// <summary>Lays a user's views of one table out; what is done to them is committed with the audit record.</summary>
internal abstract class ViewCommandHandler<TCommand>(TimeProvider time) : CommandHandler<TCommand>
    where TCommand : ViewCommand
{
    private const int LongestName = 60;
    private const int LongestTable = 40;
    private const int LongestQuery = 2000;

    protected abstract HandlerResult Act(TCommand command, ViewShelf shelf);

    protected override async Task<HandlerResult> ExecuteAsync(
        TCommand command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (context.Actor.UserId is not { } user)
            return Invalid(new Refusal("no_user", "Only someone who has signed in has views."));
        if (
            command.Table.Length is 0 or > LongestTable
            || !command.Table.All(c => char.IsAsciiLetterLower(c) || c == '-')
        )
            return Invalid(new Refusal("no_table", "That is not a table's name."));
        var views = await db
            .SavedViews.Where(view => view.UserId == user && view.TableName == command.Table)
            .ToListAsync(cancellationToken);
        return Act(command, new ViewShelf(db, user, command.Table, views, time.GetUtcNow()));
    }

    protected static HandlerResult Invalid(Refusal refusal) => HandlerResult.Refused(CommandVerdict.Invalid, refusal);

    protected static HandlerResult Unknown(TCommand command) =>
        HandlerResult.Refused(
            CommandVerdict.NotFound,
            new Refusal("unknown_view", "There is no such view.").With("view", command.View)
        );

    protected static Refusal? NotAName(string name) =>
        name.Trim() == name && name.Length is > 0 and <= LongestName && !name.Any(char.IsControl)
            ? null
            : new Refusal(
                "bad_name",
                string.Create(CultureInfo.InvariantCulture, $"A view's name has 1 to {LongestName} characters.")
            );

    protected static Refusal? NotAnAddress(string query) =>
        query.Length <= LongestQuery && !query.Any(char.IsControl)
            ? null
            : new Refusal("too_long", "This view says more than an address can hold.").With("most", LongestQuery);
}
