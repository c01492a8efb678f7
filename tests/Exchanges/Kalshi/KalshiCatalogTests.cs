using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Kalshi;

public sealed class KalshiCatalogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly KalshiCatalog _catalog = new(new KalshiOptions(), ["KXBTCD"]);

    [Fact]
    public void Market_OpensAndClosesByTheClock()
    {
        Add("A-1-T1", Noon, Noon.AddHours(1), MarketStatus.Unopened);

        Assert.Equal(MarketStatus.Unopened, StatusAt(Noon.AddSeconds(-1)));
        Assert.Equal(MarketStatus.Active, StatusAt(Noon));
        Assert.Equal(MarketStatus.Active, StatusAt(Noon.AddHours(1).AddTicks(-1)));
        Assert.Equal(MarketStatus.Closed, StatusAt(Noon.AddHours(1)));
    }

    [Fact]
    public void Market_ToldInactive_IsNotOpenedByTheClock()
    {
        Add("A-1-T1", Noon, Noon.AddHours(1), MarketStatus.Active);
        _catalog.Told("A-1-T1", MarketStatus.Inactive, null, null, Noon);
        Assert.Equal(MarketStatus.Inactive, StatusAt(Noon.AddMinutes(1)));
    }

    [Fact]
    public void Result_IsToldOnceAndAgainWhenMoreIsKnown()
    {
        var told = new List<MarketSettled>();
        _catalog.Settled += told.Add;
        Add("A-1-T1", Noon.AddHours(-1), Noon, MarketStatus.Closed);
        Assert.Empty(told);

        _catalog.Told("A-1-T1", MarketStatus.Determined, Side.Yes, 1m, Noon.AddSeconds(3));
        _catalog.Told("A-1-T1", MarketStatus.Determined, Side.Yes, 1m, Noon.AddSeconds(4));
        Assert.Equal(Noon.AddSeconds(3), Assert.Single(told).At);
        Assert.NotEmpty(_catalog.Undecided(Noon.AddSeconds(5)));

        var row = Row("A-1-T1", Noon.AddHours(-1), Noon, MarketStatus.Determined);
        row = row with
        {
            Market = row.Market with { Result = Side.Yes, SettlementValue = 1m, ExpirationValue = 84_000.01m },
        };
        _catalog.Update("KXBTCD", [row], Noon.AddSeconds(6));
        _catalog.Update("KXBTCD", [row], Noon.AddSeconds(7));
        Assert.Equal(2, told.Count);
        Assert.Equal((84_000.01m, false, "KXBTCD"), (told[1].ExpirationValue, told[1].IsFinal, told[1].Series));
        Assert.Empty(_catalog.Undecided(Noon.AddSeconds(8)));

        _catalog.Told("A-1-T1", MarketStatus.Finalized, null, null, Noon.AddSeconds(33));
        Assert.True(told[2].IsFinal);
        Assert.Equal(84_000.01m, told[2].ExpirationValue);
    }

    [Fact]
    public void Market_MissingFromTheFullList_IsInactive()
    {
        Add("A-1-T1", Noon, Noon.AddHours(1), MarketStatus.Active);
        _catalog.OnlyTheseAreOpen("KXBTCD", [], Noon.AddSeconds(2));
        Assert.Equal(MarketStatus.Active, StatusAt(Noon.AddSeconds(2)));
        _catalog.OnlyTheseAreOpen("KXBTCD", [], Noon.AddMinutes(2));
        Assert.Equal(MarketStatus.Inactive, StatusAt(Noon.AddMinutes(2)));
    }

    [Fact]
    public void Followed_AreTheSoonestOpenOnesAndThoseAboutToOpen()
    {
        for (var i = 1; i <= 5; i++)
            Add($"A-{i}-T1", Noon.AddHours(-1), Noon.AddHours(i), MarketStatus.Active);
        Add("A-6-T1", Noon.AddSeconds(50), Noon.AddHours(9), MarketStatus.Unopened);
        Add("A-7-T1", Noon.AddSeconds(70), Noon.AddHours(9), MarketStatus.Unopened);

        Assert.Equal(["A-1", "A-2", "A-3", "A-6"], _catalog.Followed(Noon).Select(e => e.Ticker));
    }

    [Fact]
    public void Result_IsKeptUntilTheEventIsForgotten()
    {
        Add("A-1-T1", Noon, Noon.AddHours(1), MarketStatus.Active);
        _catalog.Told("A-1-T1", MarketStatus.Determined, Side.Yes, 1m, Noon);
        Assert.Equal(Side.Yes, _catalog.Events(Noon.AddHours(1)).Single().Markets[0].Result);
        _catalog.Prune(Noon.AddHours(1).AddMinutes(15));
        Assert.Empty(_catalog.Events(Noon.AddHours(1).AddMinutes(15)));
    }

    private MarketStatus StatusAt(DateTimeOffset now) => _catalog.Events(now).Single().Markets[0].Status;

    private void Add(string ticker, DateTimeOffset opens, DateTimeOffset closes, MarketStatus status) =>
        _catalog.Update("KXBTCD", [Row(ticker, opens, closes, status)], Noon);

    private static KalshiMarketRow Row(string ticker, DateTimeOffset opens, DateTimeOffset closes, MarketStatus status)
    {
        var market = new Market
        {
            Ticker = ticker,
            EventTicker = ticker[..3],
            StrikeType = StrikeType.Greater,
            FloorStrike = 1m,
            Status = status,
            OpenTime = opens,
            CloseTime = closes,
        };
        var quote = new MarketQuote
        {
            Ticker = ticker,
            AsOf = opens,
            Transport = Transport.Polling,
        };
        return new KalshiMarketRow(market, "", quote);
    }
}
