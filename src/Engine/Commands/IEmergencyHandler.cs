using Strikeboard.Model;

namespace Strikeboard.Engine.Commands;

/// <summary>Handles a command that only makes things safer, and so takes effect before the database is asked and also without it.</summary>
public interface IEmergencyHandler : ICommandHandler
{
    /// <summary>In memory and on this machine's disk, at once; nothing in it may wait for anything else.</summary>
    EmergencyEffect ActAtOnce(CommandContext context);
}

/// <param name="WithoutRecord">Where the database is away: does what else can be done without it, and says so in words.</param>
/// <param name="TakeBack">Where the database says that the actor may not.</param>
public sealed record EmergencyEffect(Func<string> WithoutRecord, Action TakeBack);
