using System.Text.Json;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Kalshi;

public sealed class KalshiMarketRowTests
{
    private const string Listed = """
        {"ticker":"KXBTCD-26SEP1017-T83999.99","event_ticker":"KXBTCD-26SEP1017","market_type":"binary","title":"Bitcoin price at 5pm?",
        "open_time":"2026-09-10T20:00:00Z","close_time":"2026-09-10T21:00:00Z","status":"active","yes_bid_dollars":"0.5500",
        "yes_ask_dollars":"0.5810","yes_bid_size_fp":"10.50","yes_ask_size_fp":"3.25","last_price_dollars":"0.5600","volume_fp":"15022.50",
        "open_interest_fp":"9120.00","result":"","strike_type":"greater","floor_strike":83999.99,"exchange_index":2,"novelty":{"a":[1]}}
        """;

    private static readonly DateTimeOffset Now = new(2026, 9, 10, 20, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Row_AsListed_IsReadExactly()
    {
        var row = Read(Listed)!;

        Assert.Equal(
            (83999.99m, 84000m, 2),
            (row.Market.FloorStrike, row.Market.DisplayStrike, row.Market.ExchangeIndex)
        );
        Assert.Equal(
            (StrikeType.Greater, MarketStatus.Active, (Side?)null),
            (row.Market.StrikeType, row.Market.Status, row.Market.Result)
        );
        Assert.Equal((0.55m, 0.581m), (row.Quote.YesBid?.Dollars, row.Quote.YesAsk?.Dollars));
        Assert.Equal(
            (10.5m, 3.25m, 15022.5m, 9120m),
            (row.Quote.YesBidSize, row.Quote.YesAskSize, row.Quote.Volume, row.Quote.OpenInterest)
        );
        Assert.Equal(Quality.Fallback, row.Quote.QualityAt(Now));
    }

    [Fact]
    public void Quote_OfNothingAndTheWholeDollar_IsNoQuote()
    {
        var row = Read(Listed.Replace("0.5500", "0.0000").Replace("0.5810", "1.0000"))!;
        Assert.Null(row.Quote.YesBid);
        Assert.Null(row.Quote.YesAsk);
        Assert.Equal((0m, 0m), (row.Quote.YesBidSize, row.Quote.YesAskSize));
    }

    [Fact]
    public void Quote_ThatIsCrossed_IsNoQuote() => Assert.Null(Read(Listed.Replace("0.5810", "0.5400"))!.Quote.YesBid);

    [Theory]
    [InlineData("greater\"", "structured\"")]
    [InlineData("\"2026-09-10T21:00:00Z\"", "\"soon\"")]
    [InlineData("\"KXBTCD-26SEP1017\"", "null")]
    public void Row_OfAKindWithoutWords_IsLeftOut(string part, string other) =>
        Assert.Null(Read(Listed.Replace(part, other)));

    [Fact]
    public void Status_NewToUs_IsUnknown() =>
        Assert.Equal(MarketStatus.Unknown, KalshiMarketRow.ReadStatus("dreaming"));

    private static KalshiMarketRow? Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return KalshiMarketRow.Read(json.RootElement, Now);
    }
}
