namespace Strikeboard.Model;

/// <summary>One contract at one instant: what it is, and what it could be traded for.</summary>
public sealed record MarketSight(Market Market, string Series, MarketQuote? Quote);
