namespace Strikeboard.Engine.Risk;

/// <summary>What the desk may do with its account. Getting out of what is held is possible in all of them.</summary>
public enum RiskState
{
    Active,

    /// <summary>A limit was reached: nothing is opened until a person says so.</summary>
    Reducing,

    /// <summary>Somebody or something pulled the switch.</summary>
    Halted,
}
