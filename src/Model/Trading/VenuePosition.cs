namespace Strikeboard.Model;

/// <summary>What the venue says the account holds of one instrument.</summary>
/// <param name="Quantity">Contracts of Yes; below zero, of No.</param>
/// <param name="Cost">What was paid for what is held, in dollars, without fees.</param>
public sealed record VenuePosition(string Instrument, decimal Quantity, decimal Cost, decimal Realised, decimal Fees);

/// <summary>What can be spent, in dollars, on each of the venue's shards.</summary>
public sealed record VenueBalance(IReadOnlyDictionary<int, decimal> ByShard);

/// <summary>What the venue paid for a contract that was decided.</summary>
/// <param name="Quantity">Contracts of Yes that were held; below zero, of No.</param>
/// <param name="Paid">Dollars.</param>
public sealed record VenueSettlement(
    string Instrument,
    Side Result,
    decimal Quantity,
    decimal Paid,
    decimal Fees,
    DateTimeOffset At
);
