using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Exchanges.Kalshi.Trading;
using Strikeboard.Exchanges.Tests.Kit;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Conformance;

/// <summary>The simulated venue and one account there, whose allowance all tests share as all orders of a desk do.</summary>
public sealed class KalshiAccountFixture : IAsyncLifetime
{
    private readonly SimulatorFixture _simulator = new();
    private readonly HttpClient _http = KalshiOrders.CreateClient();
    private KalshiOptions _options = null!;
    private KalshiSigner _signer = null!;

    public Uri Control => new(_simulator.Simulator.BaseUrl, "/sim/faults");

    public HttpClient Http => _simulator.Http;

    public KalshiRest Rest { get; private set; } = null!;

    public KalshiOrders Orders { get; private set; } = null!;

    public KalshiAccount CreateFeed() =>
        new(_options, _signer, Rest, Orders, TimeProvider.System, NullLogger<KalshiAccount>.Instance, new Random(1));

    public async ValueTask InitializeAsync()
    {
        await _simulator.InitializeAsync();
        _options = new KalshiOptions
        {
            RestUrl = _simulator.Simulator.KalshiRestUrl,
            StreamUrl = _simulator.Simulator.KalshiStreamUrl,
            KeyId = _simulator.Simulator.KalshiKeyId,
            PrivateKeyPem = _simulator.Simulator.KalshiPrivateKeyPem,
            // A loaded machine must not make doubt of an answer.
            OrderTimeout = TimeSpan.FromSeconds(30),
        };
        _signer = KalshiSigner.From(_options)!;
        Rest = new KalshiRest(_options, _signer, _http, TimeProvider.System, new Random(1));
        Orders = new KalshiOrders(_options, _signer, Rest, _http, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _signer.Dispose();
        _http.Dispose();
        await _simulator.DisposeAsync();
    }
}

/// <summary>Orders against the simulated venue, which was written from the protocol and knows nothing of the connector.</summary>
public sealed class KalshiOrdersConformance(KalshiAccountFixture account) : IClassFixture<KalshiAccountFixture>
{
    private static readonly DateTimeOffset Ever = DateTimeOffset.UnixEpoch;
    private readonly KalshiOrders _orders = account.Orders;
    private readonly KalshiRest _rest = account.Rest;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contract_BoughtAndSold_IsInTheVenuesBooksTillTheEnd()
    {
        var market = await MarketAsync();
        var before = (await _orders.ReadBalanceAsync(Stop)).Value!.ByShard[KalshiOptions.CryptoShard];

        var bought = Assert.IsType<PlaceAnswer.Taken>(await PlaceAsync(Buy(market, 0.99m))).Report;
        Assert.Equal((ReportedState.Filled, 3m), (bought.State, bought.Filled));
        var held = await HeldAsync(market);
        Assert.Equal(3m, held);
        var paid = await FillsOfAsync(bought.VenueOrderId);
        Assert.Equal(3m, paid.Sum(f => f.Quantity));

        var sold = Assert.IsType<PlaceAnswer.Taken>(await PlaceAsync(Sell(market, 0.01m))).Report;
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

        Assert.IsType<PlaceAnswer.Taken>(await PlaceAsync(Buy(market, 0.99m) with { Side = Side.No }));
        Assert.Equal(-3m, await HeldAsync(market));
        Assert.IsType<PlaceAnswer.Taken>(await PlaceAsync(Sell(market, 0.01m) with { Side = Side.No }));
        Assert.Equal(0m, await HeldAsync(market));
    }

    [Fact]
    public async Task Order_ThatRests_IsListedUntilItIsCancelled()
    {
        var market = await MarketAsync();
        var order = Buy(market, 0.01m) with { ExpiresAt = market.CloseTime };
        var placed = Assert.IsType<PlaceAnswer.Taken>(await PlaceAsync(order)).Report;
        Assert.Equal(ReportedState.Working, placed.State);

        var twice = Assert.IsType<PlaceAnswer.InDoubt>(await PlaceAsync(order));
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

        Assert.IsType<PlaceAnswer.InDoubt>(await PlaceAsync(order));
        var found = await FindAsync(order);

        Assert.Equal((ReportedState.Filled, 3m), (found!.State, found.Filled));
        Assert.IsType<PlaceAnswer.Taken>(await PlaceAsync(Sell(market, 0.01m)));
    }

    [Fact]
    public async Task Connection_CutBeforeTheVenueActs_IsDoubtAllTheSame()
    {
        var market = await MarketAsync();
        await BreakOnceAsync("resetbefore");
        var order = Buy(market, 0.99m);

        Assert.IsType<PlaceAnswer.InDoubt>(await PlaceAsync(order));
        Assert.Null(await FindAsync(order));
    }

    [Fact]
    public async Task Stream_TellsOfTheOrderAndItsFills_AsTheListsDo()
    {
        var market = await MarketAsync();
        await using var running = new RunningFeed<KalshiAccount>(account.CreateFeed());
        await running.Feed.IsLive();
        var (fills, orders) = (new ConcurrentQueue<VenueFill>(), new ConcurrentQueue<VenueOrder>());
        running.Feed.Filled += fills.Enqueue;
        running.Feed.OrderChanged += orders.Enqueue;
        var order = Buy(market, 0.99m);

        var report = Assert.IsType<PlaceAnswer.Taken>(await PlaceAsync(order)).Report;
        await Waiting.Until(() => Mine(fills, report).Sum(f => f.Quantity), filled => filled == 3);
        await Waiting.Until(() => orders.ToArray(), told => told.Any(o => o.Report == report));

        var listed = await FillsOfAsync(report.VenueOrderId);
        Assert.Equal(
            listed.Select(f => (f.TradeId, f.Quantity, f.YesPrice, f.Fee, f.BoughtYes)).Order(),
            Mine(fills, report).Select(f => (f.TradeId, f.Quantity, f.YesPrice, f.Fee, f.BoughtYes)).Order()
        );
        Assert.IsType<PlaceAnswer.Taken>(await PlaceAsync(Sell(market, 0.01m)));
    }

    private static IEnumerable<VenueFill> Mine(IEnumerable<VenueFill> fills, OrderReport report) =>
        fills.Where(f => f.VenueOrderId == report.VenueOrderId);

    [Fact]
    public async Task Refusals_CarryTheVenuesCode()
    {
        var market = await MarketAsync();

        var offGrid = await PlaceAsync(Buy(market, 0.1234m));
        Assert.Equal("invalid_price", Assert.IsType<PlaceAnswer.Refused>(offGrid).Code);
        var dear = await PlaceAsync(Buy(market, 0.99m) with { Quantity = 50_000, ExpiresAt = market.CloseTime });
        Assert.Equal("insufficient_balance", Assert.IsType<PlaceAnswer.Refused>(dear).Code);
        var naked = await PlaceAsync(Sell(market, 0.01m));
        Assert.IsType<PlaceAnswer.Refused>(naked);
    }

    /// <summary>An entry for which the allowance is used up is kept back: as often as it takes.</summary>
    private async Task<PlaceAnswer> PlaceAsync(OrderRequest order)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var answer = await _orders.PlaceAsync(order, Stop);
            if (answer is not PlaceAnswer.NotSent)
                return answer;
            await timer.WaitForNextTickAsync(Stop);
        }
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

    /// <summary>One that both sides can be had of, far enough from its close; just before a close there may be none for a while.</summary>
    private async Task<Market> MarketAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (true)
        {
            var rows = (await _rest.ReadSeriesAsync("KXBTCD", "open", Stop)).Value!;
            var enough = TimeProvider.System.GetUtcNow().AddSeconds(30);
            var found = rows.Where(r => r.Market.CloseTime > enough)
                .Where(r => r.Quote is { YesBidSize: >= 10, YesAskSize: >= 10, YesBid: not null, YesAsk: not null })
                .MinBy(r => Math.Abs(r.Quote.YesAsk!.Value.Dollars - 0.5m));
            if (found is not null)
                return found.Market;
            await timer.WaitForNextTickAsync(Stop);
        }
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
        var fault = new
        {
            venue = "kalshi",
            kind,
            count = 1,
            operation = "create",
        };
        using var answer = await account.Http.PostAsJsonAsync(account.Control, fault, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }
}
