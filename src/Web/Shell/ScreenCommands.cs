using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;
using Strikeboard.Web.Access;
using Strikeboard.Web.Parts.Dialogs;

namespace Strikeboard.Web.Shell;

/// <summary>Hands a screen's wish to the command desk in the viewer's name, and tells the viewer what became of it.</summary>
public sealed partial class ScreenCommands(
    ICommandDesk desk,
    AuthenticationStateProvider authentication,
    Toasts toasts,
    ILogger<ScreenCommands> logger
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Null when it is not known what became of the command; the viewer has been told so.</summary>
    /// <param name="quiet">What succeeds is seen where it was asked for, and is not announced besides.</param>
    public async Task<CommandOutcome?> RunAsync(
        string title,
        Command command,
        string? reason,
        CancellationToken cancellationToken,
        bool quiet = false
    )
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var viewer = Viewer.From(user);
        var context = new CommandContext(
            new Actor(viewer.Id, viewer.Name, "screen") { SessionId = user.SessionId() },
            string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            Guid.NewGuid().ToString()
        );
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var outcome = await desk.ExecuteAsync(command, context, patience.Token);
            if (!quiet || !outcome.Accepted)
                toasts.Say(
                    outcome.Accepted ? "good" : "bad",
                    outcome.Accepted ? title : $"{title}: not done",
                    outcome.Message
                );
            return outcome;
        }
        catch (Exception exception)
        {
            Log.OutcomeUnknown(logger, command.Name, exception);
            toasts.Say("bad", $"{title}: outcome unknown", "No answer came. Look at the state before you try again.");
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "No answer to {Command} from the command desk.")]
        public static partial void OutcomeUnknown(ILogger logger, string command, Exception exception);
    }
}
