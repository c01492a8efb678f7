using System.Text.Json;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>One market as REST lists it: what it is, and how it was quoted at that moment.</summary>
public sealed record KalshiMarketRow(Market Market, string Title, MarketQuote Quote)
{
    /// <summary>When the venue paid out.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Null where the market is of a kind that we have no words for, or lacks what every market has.</summary>
    public static KalshiMarketRow? Read(JsonElement json, DateTimeOffset receivedAt)
    {
        if (
            json.Text("ticker") is not { Length: > 0 } ticker
            || json.Text("event_ticker") is not { Length: > 0 } eventTicker
            || json.Time("open_time") is not { } opens
            || json.Time("close_time") is not { } closes
            || ReadStrike(json.Text("strike_type")) is not { } strike
        )
            return null;
        var market = new Market
        {
            Ticker = ticker,
            EventTicker = eventTicker,
            StrikeType = strike,
            FloorStrike = json.Number("floor_strike"),
            CapStrike = json.Number("cap_strike"),
            Status = ReadStatus(json.Text("status")),
            OpenTime = opens,
            CloseTime = closes,
            ExchangeIndex = json.Integer("exchange_index") ?? 0,
            Result = ReadSide(json.Text("result")),
            SettlementValue = json.Number("settlement_value_dollars") is { } paid and >= 0m and <= 1m ? paid : null,
            ExpirationValue = json.Number("expiration_value"),
        };
        return new KalshiMarketRow(market, json.Text("title") ?? "", ReadQuote(json, ticker, receivedAt))
        {
            SettledAt = json.Time("settlement_ts"),
        };
    }

    public static MarketStatus ReadStatus(string? word) =>
        word switch
        {
            "initialized" => MarketStatus.Unopened,
            "active" => MarketStatus.Active,
            "inactive" => MarketStatus.Inactive,
            // Under dispute the result is open again.
            "closed" or "disputed" => MarketStatus.Closed,
            "determined" or "amended" => MarketStatus.Determined,
            "finalized" => MarketStatus.Finalized,
            _ => MarketStatus.Unknown,
        };

    public static Side? ReadSide(string? word) =>
        word switch
        {
            "yes" => Side.Yes,
            "no" => Side.No,
            _ => null,
        };

    private static StrikeType? ReadStrike(string? word) =>
        word switch
        {
            "greater" => StrikeType.Greater,
            "greater_or_equal" => StrikeType.GreaterOrEqual,
            "less" => StrikeType.Less,
            "less_or_equal" => StrikeType.LessOrEqual,
            "between" => StrikeType.Between,
            _ => null,
        };

    private static MarketQuote ReadQuote(JsonElement json, string ticker, DateTimeOffset receivedAt)
    {
        var (bid, ask) = (ReadPrice(json, "yes_bid_dollars"), ReadPrice(json, "yes_ask_dollars"));
        var crossed = bid is { } b && ask is { } a && b.Dollars >= a.Dollars;
        return new MarketQuote
        {
            Ticker = ticker,
            YesBid = crossed ? null : bid,
            YesAsk = crossed ? null : ask,
            YesBidSize = bid is null || crossed ? 0m : json.Number("yes_bid_size_fp") ?? 0m,
            YesAskSize = ask is null || crossed ? 0m : json.Number("yes_ask_size_fp") ?? 0m,
            LastPrice = ReadPrice(json, "last_price_dollars"),
            Volume = json.Number("volume_fp") ?? 0m,
            OpenInterest = json.Number("open_interest_fp") ?? 0m,
            AsOf = receivedAt,
            Transport = Transport.Polling,
        };
    }

    /// <summary>Nothing and the whole dollar stand for a side on which nobody offers.</summary>
    private static ContractPrice? ReadPrice(JsonElement json, string name) =>
        json.Number(name) is { } dollars and > 0m and < 1m ? new ContractPrice(dollars) : null;
}
