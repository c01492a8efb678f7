using System.Globalization;
using System.Net.Http.Json;
using Strikeboard.Exchanges.Http;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Exchanges.Kalshi.Trading;
using Strikeboard.Exchanges.Tests.Kit;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Conformance;

/// <summary>Orders against the simulated venue, which was written from the protocol and knows nothing of the connector.</summary>
public sealed class KalshiOrdersConformance(SimulatorFixture simulator)
    : IClassFixture<SimulatorFixture>,
        IAsyncLifetime
{
    private static readonly DateTimeOffset Ever = DateTimeOffset.UnixEpoch;
    private readonly KalshiOptions _options = new()
    {
        RestUrl = simulator.Simulator.KalshiRestUrl,
        KeyId = simulator.Simulator.KalshiKeyId,
        PrivateKeyPem = simulator.Simulator.KalshiPrivateKeyPem,
        OrderTimeout = TimeSpan.FromSeconds(20),
    };
    private readonly HttpClient _http = KalshiOrders.CreateClient();
    private KalshiSigner _signer = null!;
    private KalshiRest _rest = null!;
    private KalshiOrders _orders = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _signer = KalshiSigner.From(_options)!;
        _rest = new KalshiRest(_options, _signer, _http, TimeProvider.System, new Random(1));
        _orders = new KalshiOrders(_options, _signer, _rest, _http, TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.MendAsync();
        _signer.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task Contract_BoughtAndSold_IsInTheVenuesBooksTillTheEnd()
    {
        var market = await MarketAsync();
        var before = (await _orders.ReadBalanceAsync(Stop)).Value!.ByShard[KalshiOptions.CryptoShard];

        var bought = Assert.IsType<PlaceAnswer.Taken>(await _orders.PlaceAsync(Buy(market, 0.99m), Stop)).Report;
        Assert.Equal((ReportedState.Filled, 3m), (bought.State, bought.Filled));
        var held = await HeldAsync(market);
        Assert.Equal(3m, held);
        var paid = await FillsOfAsync(bought.VenueOrderId);
        Assert.Equal(3m, paid.Sum(f => f.Quantity));

        var sold = Assert.IsType<PlaceAnswer.Taken>(await _orders.PlaceAsync(Sell(market, 0.01m), Stop)).Report;
        Assert.Equal((ReportedState.Filled, 3m), (sold.State, sold.Filled));
        Assert.Equal(0m, await HeldAsync(market));

        var got = await FillsOfAsync(sold.VenueOrderId);
        var cash =
            before - paid.Sum(f => (f.Quantity * f.YesPrice) + f.Fee) + got.Sum(f => (f.Quantity * f.YesPrice) - f.Fee);
        Assert.Equal(cash, (await _orders.ReadBalanceAsync(Stop)).Value!.ByShard[KalshiOptions.CryptoShard]);
    }

    [Fact]
    public async Task No_Bought_IsHeldBelowZero()
    {
        var market = await MarketAsync();

        Assert.IsType<PlaceAnswer.Taken>(await _orders.PlaceAsync(Buy(market, 0.99m) with { Side = Side.No }, Stop));
        Assert.Equal(-3m, await HeldAsync(market));
        Assert.IsType<PlaceAnswer.Taken>(await _orders.PlaceAsync(Sell(market, 0.01m) with { Side = Side.No }, Stop));
        Assert.Equal(0m, await HeldAsync(market));
    }

    [Fact]
    public async Task Order_ThatRests_IsListedUntilItIsCancelled()
    {
        var market = await MarketAsync();
        var order = Buy(market, 0.01m) with { ExpiresAt = market.CloseTime };
        var placed = Assert.IsType<PlaceAnswer.Taken>(await _orders.PlaceAsync(order, Stop)).Report;
        Assert.Equal(ReportedState.Working, placed.State);

        var twice = Assert.IsType<PlaceAnswer.InDoubt>(await _orders.PlaceAsync(order, Stop));
        Assert.True(twice.NameIsTaken);
        Assert.Equal(ReportedState.Working, (await FindAsync(order))!.State);

        Assert.Equal(CancelAnswer.NotThere, await _orders.CancelAsync(placed.VenueOrderId, 0, Stop));
        Assert.Equal(CancelAnswer.Done, await _orders.CancelAsync(placed.VenueOrderId, market.ExchangeIndex, Stop));
        Assert.Equal(CancelAnswer.NotThere, await _orders.CancelAsync(placed.VenueOrderId, market.ExchangeIndex, Stop));
        Assert.Equal(ReportedState.Cancelled, (await FindAsync(order))!.State);
    }

    [Theory]
    [InlineData("resetafter")]
    [InlineData("rest5xxafter")]
    [InlineData("emptyreply")]
    [InlineData("garbledreply")]
    public async Task Answer_ThatIsLost_LeavesADoubtThatTheListEnds(string fault)
    {
        var market = await MarketAsync();
        await BreakOnceAsync(fault);
        var order = Buy(market, 0.99m);

        Assert.IsType<PlaceAnswer.InDoubt>(await _orders.PlaceAsync(order, Stop));
        var found = await FindAsync(order);

        Assert.Equal((ReportedState.Filled, 3m), (found!.State, found.Filled));
        Assert.IsType<PlaceAnswer.Taken>(await _orders.PlaceAsync(Sell(market, 0.01m), Stop));
    }

    [Fact]
    public async Task Connection_CutBeforeTheVenueActs_IsDoubtAllTheSame()
    {
        var market = await MarketAsync();
        await BreakOnceAsync("resetbefore");
        var order = Buy(market, 0.99m);

        Assert.IsType<PlaceAnswer.InDoubt>(await _orders.PlaceAsync(order, Stop));
        Assert.Null(await FindAsync(order));
    }

    [Fact]
    public async Task Refusals_CarryTheVenuesCode()
    {
        var market = await MarketAsync();

        var offGrid = await _orders.PlaceAsync(Buy(market, 0.1234m), Stop);
        Assert.Equal("invalid_price", Assert.IsType<PlaceAnswer.Refused>(offGrid).Code);
        var dear = await _orders.PlaceAsync(
            Buy(market, 0.99m) with
            {
                Quantity = 90_000_000,
                ExpiresAt = market.CloseTime,
            },
            Stop
        );
        Assert.Equal("insufficient_balance", Assert.IsType<PlaceAnswer.Refused>(dear).Code);
        var naked = await _orders.PlaceAsync(Sell(market, 0.01m), Stop);
        Assert.IsType<PlaceAnswer.Refused>(naked);
    }

    private static OrderRequest Buy(Market market, decimal price) =>
        new()
        {
            ClientOrderId = $"sb-{Guid.CreateVersion7():N}-1",
            Instrument = market.Ticker,
            ExchangeIndex = market.ExchangeIndex,
            Side = Side.Yes,
            Purpose = IntentPurpose.Entry,
            Quantity = 3,
            LimitPrice = price,
        };

    private static OrderRequest Sell(Market market, decimal price) =>
        Buy(market, price) with
        {
            Purpose = IntentPurpose.Exit,
        };

    /// <summary>One that both sides can be had of, each test its own, far enough from its close.</summary>
    private async Task<Market> MarketAsync()
    {
        var rows = (await _rest.ReadSeriesAsync("KXBTCD", "open", Stop)).Value!;
        var held = (await _orders.ReadPositionsAsync(Stop)).Value!.ConvertAll(p => p.Instrument);
        var now = TimeProvider.System.GetUtcNow();
        return rows.Where(r => r.Market.CloseTime > now.AddMinutes(2) && !held.Contains(r.Market.Ticker))
            .Where(r => r.Quote is { YesBidSize: >= 10, YesAskSize: >= 10, YesBid: not null, YesAsk: not null })
            .MinBy(r => Math.Abs(r.Quote.YesAsk!.Value.Dollars - 0.5m))!
            .Market;
    }

    private async Task<decimal> HeldAsync(Market market) =>
        (await _orders.ReadPositionsAsync(Stop)).Value!.Where(p => p.Instrument == market.Ticker).Sum(p => p.Quantity);

    private async Task<List<VenueFill>> FillsOfAsync(string venueOrderId) =>
        (await _orders.ReadFillsAsync(null, Ever, Stop)).Value!.FindAll(f => f.VenueOrderId == venueOrderId);

    private async Task<VenueOrder?> FindAsync(OrderRequest order)
    {
        var read = await _orders.ReadOrdersAsync(order.Instrument, Ever, Stop);
        Assert.True(read.IsOk, read.Error?.ToString());
        return read.Value.SingleOrDefault(o => o.ClientOrderId == order.ClientOrderId);
    }

    private async Task BreakOnceAsync(string kind)
    {
        var uri = new Uri(simulator.Simulator.BaseUrl, "/sim/faults");
        var fault = new
        {
            venue = "kalshi",
            kind,
            count = 1,
            operation = "create",
        };
        using var answer = await simulator.Http.PostAsJsonAsync(uri, fault, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }
}
