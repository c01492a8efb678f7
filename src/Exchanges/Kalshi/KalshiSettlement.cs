using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>How a listed market ended, as everybody else here reads it.</summary>
internal static class KalshiSettlement
{
    /// <summary>Null while its result is not known.</summary>
    public static MarketSettled? Of(string series, Market market, DateTimeOffset at) =>
        market.Result is { } result
            ? new MarketSettled
            {
                Source = KalshiFeed.SourceName,
                Series = series,
                EventTicker = market.EventTicker,
                Ticker = market.Ticker,
                Result = result,
                SettlementValue = market.SettlementValue,
                ExpirationValue = market.ExpirationValue,
                CloseTime = market.CloseTime,
                At = at,
                IsFinal = market.Status == MarketStatus.Finalized,
            }
            : null;

    public static async Task<VenueResult<List<MarketSettled>>> ReadAsync(
        KalshiRest rest,
        string series,
        string eventTicker,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var answer = await rest.ReadEventAsync(eventTicker, cancellationToken);
        return answer.IsOk
            ? answer.Value.Select(row => Of(series, row.Market, row.SettledAt ?? now)).OfType<MarketSettled>().ToList()
            : answer.Error;
    }
}
