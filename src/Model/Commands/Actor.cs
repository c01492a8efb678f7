namespace Strikeboard.Model;

/// <summary>Who asks, and through which door. The role is not carried: it is read anew where the command is judged.</summary>
public sealed record Actor(Guid? UserId, string Name, string Via, string? Address = null)
{
    public static readonly Actor System = new(null, "system", "engine");

    public bool IsSystem => UserId is null && Via == "engine";
}
