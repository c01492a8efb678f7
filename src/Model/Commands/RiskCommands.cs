namespace Strikeboard.Model;

/// <summary>Puts other limits into force. All of them are named: what is left out would be anybody's guess.</summary>
/// <param name="Limits">By name, in camelCase.</param>
/// <param name="BasedOn">The version that was looked at: refused where another is in force. Null: whichever it is.</param>
public sealed record SetRiskLimits(IReadOnlyDictionary<string, decimal> Limits, long? BasedOn)
    : Command("risk.limits", Role.Administrator, "risk.limits");
