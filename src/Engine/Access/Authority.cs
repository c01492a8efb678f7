using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Who someone is and what they may do at this moment. Only enabled users have one.</summary>
public sealed record Authority(Guid UserId, string Name, Role Role, Guid SecurityStamp, bool HasPassword)
{
    public bool Suffices(Role needed) => Role >= needed;
}
