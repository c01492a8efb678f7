using System.Security.Cryptography;
using System.Text.Json;
using Strikeboard.Model;

namespace Strikeboard.Engine.Commands;

/// <summary>One asking for a command, under an id that stays the same however often it has to be tried.</summary>
internal sealed class CommandRequest(Guid id, Command command, CommandContext context, DateTimeOffset at)
{
    public Guid Id => id;
    public Command Command => command;
    public CommandContext Context => context;
    public DateTimeOffset At => at;

    /// <summary>The command as JSON, as the audit keeps it.</summary>
    public byte[] Content { get; } = JsonSerializer.SerializeToUtf8Bytes(command, command.GetType());

    public byte[] Fingerprint =>
        field ??= SHA256.HashData([.. JsonSerializer.SerializeToUtf8Bytes(command.Name), .. Content]);

    /// <summary>Set once a try has begun: a further one must first look whether the earlier one was kept.</summary>
    public bool MayHaveRun { get; set; }

    /// <summary>It has taken effect already, by rights that were good then: only its record is wanting.</summary>
    public bool IsEffective { get; init; }
}
