using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>A position as it was just kept.</summary>
public sealed record PositionChanged(Position Position) : IFact;

/// <summary>What the venue says of the account, compared with what we expect.</summary>
public sealed record AccountRead(AccountView Account) : IFact;

/// <summary>Whether risk may be opened now, and who said otherwise.</summary>
public sealed record RiskChanged(RiskView Risk) : IFact;
