using Strikeboard.Data;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Examples.Commands;

// doc: command
/// <summary>A remark for those who read the diary later.</summary>
public sealed record WriteNote(string Text) : Command("diary.note", Role.Operator, "diary");

internal sealed class WriteNoteHandler(TimeProvider time) : CommandHandler<WriteNote>
{
    protected override Task<HandlerResult> ExecuteAsync(
        WriteNote command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(command.Text))
            return Task.FromResult(
                HandlerResult.Refused(CommandVerdict.Invalid, new Refusal("note.empty", "A note needs a word."))
            );
        // Kept with the audit record in one transaction, or not at all.
        db.Events.Add(
            new EventRow
            {
                Id = time.GetUtcNow().ToUnixTimeMilliseconds(),
                At = time.GetUtcNow(),
                Severity = Severity.Info,
                Source = context.Actor.Name,
                Code = "diary.note",
                Message = command.Text,
                Facts = "{}",
            }
        );
        return Task.FromResult(HandlerResult.Done("The note is in the diary."));
    }
}
// doc: end
