namespace Strikeboard.Faults.Rig;

/// <summary>One process of the app, which may be ended and started again.</summary>
public interface INode
{
    Child App { get; }

    Desk Desk { get; }

    void StartApp();
}
