using Strikeboard.Model;

namespace Strikeboard.Engine.Commands;

/// <summary>
/// The only door to change. Screens, REST, sockets, jobs and the command line hand their wishes in here and show what comes
/// back; authorisation, idempotency and audit happen inside, in one transaction with the effect.
/// </summary>
public interface ICommandDesk
{
    Task<CommandOutcome> ExecuteAsync(Command command, CommandContext context, CancellationToken cancellationToken);
}
