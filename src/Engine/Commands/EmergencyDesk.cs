using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Commands;

/// <summary>
/// The door as everybody finds it. What is an emergency takes effect before the database is asked, by rights that were read
/// within the last minute; where the database is away, the record waits on this machine's disk and is kept when it is back.
/// </summary>
internal sealed class EmergencyDesk(
    CommandDesk desk,
    IEnumerable<ICommandHandler> handlers,
    AuthorityReader authorities,
    CommandSpool spool,
    LiveBoard board,
    IEventLog events,
    TimeProvider time
) : ICommandDesk, ILeaderWork
{
    /// <summary>Somebody is waiting with a finger on the switch.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly FrozenDictionary<Type, IEmergencyHandler> _emergencies = handlers
        .OfType<IEmergencyHandler>()
        .ToFrozenDictionary(handler => handler.Handles);

    public async Task<CommandOutcome> ExecuteAsync(
        Command command,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var isEmergency = _emergencies.TryGetValue(command.GetType(), out var handler);
        // Of another's desk this process knows nothing: its switch is not ours to pull.
        if (!isEmergency || board.Current.Leader is { IsAnother: true } || !May(command, context.Actor))
            return await desk.ExecuteAsync(command, context, cancellationToken);

        var effect = handler!.ActAtOnce(context);
        var request = desk.Ask(command, context);
        var outcome = await RecordAsync(request, cancellationToken);
        if (outcome.Verdict == CommandVerdict.Forbidden)
            effect.TakeBack();
        if (!CommandDesk.IsDatabaseAway(outcome))
            return outcome;
        var told = effect.WithoutRecord();
        spool.Add(Spooled(request));
        events.Record(Severity.Error, "commands", "command.spooled", $"{command.Name} by {context.Actor.Name}: {told}");
        return new CommandOutcome
        {
            CommandId = request.Id,
            Verdict = CommandVerdict.Done,
            Message = told,
        };
    }

    /// <summary>Keeps the records that wait, as soon as the database takes them.</summary>
    public async Task RunAsync(long epoch, CancellationToken leading)
    {
        var due = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
        );
        void Wake() => due.Writer.TryWrite(true);
        spool.Added += Wake;
        Wake();
        try
        {
            await foreach (var _ in due.Reader.ReadAllAsync(leading))
            {
                while (spool.Waiting is { IsEmpty: false } waiting)
                {
                    foreach (var spooled in waiting)
                        await KeepAsync(spooled, leading);
                    if (!spool.Waiting.IsEmpty)
                        await Task.Delay(Again, time, leading);
                }
            }
        }
        finally
        {
            spool.Added -= Wake;
        }
    }

    private async Task KeepAsync(SpooledCommand spooled, CancellationToken leading)
    {
        var handler = _emergencies.Values.FirstOrDefault(known => known.Handles.Name == spooled.Name);
        if (
            handler is not null
            && JsonSerializer.Deserialize(spooled.Content, handler.Handles) is Command command
            && CommandDesk.IsDatabaseAway(await desk.ExecuteAsync(Request(spooled, command), Patience, leading))
        )
            return;
        spool.Remove(spooled.Id);
    }

    private async Task<CommandOutcome> RecordAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await desk.ExecuteAsync(request, Patience, CancellationToken.None)
                .WaitAsync(Patience + Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A database that says nothing is as good as none. If it keeps the record after all, that is found by its id.
            return CommandDesk.DatabaseAway(request);
        }
    }

    private bool May(Command command, Actor actor) =>
        actor.IsTrusted || authorities.Remember(actor) is { } rights && rights.Lacks(command, actor) is null;

    private static SpooledCommand Spooled(CommandRequest request) =>
        new(
            request.Id,
            request.At,
            request.Command.GetType().Name,
            Encoding.UTF8.GetString(request.Content),
            request.Context.Actor,
            ReferenceEquals(request.Context.Actor, Actor.Console),
            request.Context.Reason,
            request.Context.IdempotencyKey
        );

    private static CommandRequest Request(SpooledCommand spooled, Command command) =>
        new(
            spooled.Id,
            command,
            new CommandContext(
                spooled.ByConsole ? Actor.Console : spooled.Actor,
                spooled.Reason,
                spooled.IdempotencyKey
            ),
            spooled.At
        )
        {
            MayHaveRun = true,
            IsEffective = true,
        };
}
