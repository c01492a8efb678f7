using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Engine.Calibration;
using Strikeboard.Engine.Live;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Calibration;

public sealed class SettlementSearchTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly Venue _venue = new();
    private ForecastBench _bench = null!;
    private LiveBoard _board = null!;
    private SettlementSearch _search = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await ForecastBench.CreateAsync(postgres, Ct);
        _bench.RunUntil(secondsLeft: 50);
        await _bench.StopAsync(Ct);
        await _bench.StartAsync(Ct);
        _board = new LiveBoard(new Facts(NullLogger<Facts>.Instance), _bench.Time);
        _search = new SettlementSearch(
            _bench.Store,
            _venue,
            _bench.Recorder,
            _board,
            _bench.Time,
            NullLogger<SettlementSearch>.Instance
        );
    }

    public async ValueTask DisposeAsync()
    {
        _search.Dispose();
        _board.Dispose();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task Search_AfterADowntimeOverTheClose_FindsTheOutcomes()
    {
        _bench.Time.Advance(TimeSpan.FromHours(3));
        _venue.Answer = Enumerable.Range(0, 4).Select(i => ForecastBench.Ended(i, Side.No, isFinal: true)).ToList();

        await _search.SearchAsync(Ct);
        await _bench.StopAsync(Ct);
        await _search.SearchAsync(Ct);

        Assert.Equal(["KXBTCD/E"], _venue.Asked);
        Assert.All(await _bench.RowsAsync(Ct), row => Assert.Equal(Side.No, row.Result));
    }

    [Fact]
    public async Task Search_WhileTheFeedMayStillTell_AsksNothing()
    {
        _bench.Time.Advance(TimeSpan.FromSeconds(100));

        await _search.SearchAsync(Ct);

        Assert.Empty(_venue.Asked);
    }

    [Fact]
    public async Task Search_UndecidedEvent_IsAskedForLessAndLessOften()
    {
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        for (var round = 0; round < 20; round++)
        {
            await _search.SearchAsync(Ct);
            _bench.Time.Advance(SettlementSearch.Every);
        }

        Assert.Equal(5, _venue.Asked.Count);
    }

    [Fact]
    public async Task Search_VenueInTrouble_TriesAgainInTheNextRound()
    {
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        _venue.Answer = new VenueError(503, "down", "down", IsTransient: true);
        await _search.SearchAsync(Ct);
        _venue.Answer = new List<MarketSettled> { ForecastBench.Ended(0, Side.Yes) };

        await _search.SearchAsync(Ct);
        await _bench.StopAsync(Ct);

        Assert.Equal(2, _venue.Asked.Count);
        Assert.Contains(await _bench.RowsAsync(Ct), row => row.Result == Side.Yes);
    }

    private sealed class Venue : ISettlementHistory
    {
        public VenueResult<List<MarketSettled>> Answer { get; set; } = new List<MarketSettled>();

        public List<string> Asked { get; } = [];

        public Task<VenueResult<List<MarketSettled>>> ReadSettledAsync(
            string series,
            string eventTicker,
            CancellationToken cancellationToken
        )
        {
            Asked.Add($"{series}/{eventTicker}");
            return Task.FromResult(Answer);
        }
    }
}
