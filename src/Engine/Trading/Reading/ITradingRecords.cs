using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

/// <summary>What the venue told, newest first, for programs.</summary>
public interface ITradingRecords
{
    Task<Page<FillLine>> FillsAsync(PageRequest page, string? instrument, CancellationToken cancellationToken);

    Task<Page<SettlementLine>> SettlementsAsync(
        PageRequest page,
        string? instrument,
        CancellationToken cancellationToken
    );

    /// <summary>What is not entered again today, by the exchange's calendar.</summary>
    Task<Page<ClosedLine>> ClosedTodayAsync(PageRequest page, CancellationToken cancellationToken);
}

public sealed record FillLine(
    string TradeId,
    Guid PositionId,
    string? ClientOrderId,
    string? VenueOrderId,
    string Venue,
    string Account,
    string Instrument,
    Side Side,
    IntentPurpose Purpose,
    decimal Quantity,
    decimal Price,
    decimal Fee,
    DateTimeOffset At
);

/// <param name="Quantity">Contracts of Yes; below zero, of No.</param>
/// <param name="Paid">Dollars.</param>
public sealed record SettlementLine(
    string Venue,
    string Account,
    string Instrument,
    Side Result,
    decimal Quantity,
    decimal Paid,
    decimal Fees,
    DateTimeOffset At
);

public sealed record ClosedLine(
    string Venue,
    string Account,
    string Instrument,
    DateOnly TradingDay,
    Guid PositionId,
    DateTimeOffset ClosedAt
);
