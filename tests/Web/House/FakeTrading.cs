using System.Collections.Concurrent;
using Strikeboard.Engine;
using Strikeboard.Engine.Trading;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;

namespace Strikeboard.Web.Tests.House;

/// <summary>Contracts with the prices that the test gives them.</summary>
internal sealed class FakeMarks : IMarks
{
    private readonly ConcurrentDictionary<string, MarketQuote> _quotes = new(StringComparer.Ordinal);

    public MarketQuote? Of(string instrument) => _quotes.GetValueOrDefault(instrument);

    public void Set(string instrument, decimal yesBid, decimal yesAsk, DateTimeOffset asOf) =>
        _quotes[instrument] = new MarketQuote
        {
            Ticker = instrument,
            YesBid = new ContractPrice(yesBid),
            YesAsk = new ContractPrice(yesAsk),
            AsOf = asOf,
            Transport = Transport.Stream,
        };
}

internal sealed class FakeOrders : IOrderReader
{
    public List<OrderLine> Orders { get; } = [];

    public List<StoryLine> Story { get; } = [];

    public Task<KeysetCount> CountAsync(OrderFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult(
            new KeysetCount(Orders.Select(o => o.Id).DefaultIfEmpty().Max(), Kept(filter).Count(), Orders.Count)
        );

    public Task<IReadOnlyList<OrderLine>> SliceAsync(
        OrderFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyList<OrderLine>>([
            .. Kept(filter)
                .Where(o => o.Id <= slice.Top && !(o.Id >= slice.Past))
                .OrderByDescending(o => o.Id)
                .Skip(slice.Skip)
                .Take(slice.Take),
        ]);

    public Task<int> RankAsync(
        OrderFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    ) => Task.FromResult(Kept(filter).Count(o => o.Id > id && o.Id <= top));

    public Task<IReadOnlyList<string>> OpenersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(["auto_entry"]);

    public Task<IReadOnlyList<StoryLine>> StoryAsync(
        IReadOnlyList<Guid> positions,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<StoryLine>>([.. Story.Where(line => positions.Contains(line.PositionId))]);

    private IEnumerable<OrderLine> Kept(OrderFilter filter) =>
        Orders.Where(o => filter.State is null || o.State == filter.State);
}

internal sealed class FakeTrades : ITradeReader
{
    public Task<KeysetCount> CountAsync(TradeFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult(new KeysetCount(0, 0, 0));

    public Task<IReadOnlyList<Trade>> SliceAsync(
        TradeFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<Trade>>([]);

    public Task<int> RankAsync(
        TradeFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    ) => Task.FromResult(0);

    public Task<TradeTotals> TotalsAsync(TradeFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult(new TradeTotals(new TradeTotal("", 0, 0, 0, 0), [], [], []));
}

internal sealed class FakeRecords : ITradingRecords
{
    public Task<Page<FillLine>> FillsAsync(PageRequest page, string? instrument, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<FillLine>([], 0, null));

    public Task<Page<SettlementLine>> SettlementsAsync(
        PageRequest page,
        string? instrument,
        CancellationToken cancellationToken
    ) => Task.FromResult(new Page<SettlementLine>([], 0, null));

    public Task<Page<ClosedLine>> ClosedTodayAsync(PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<ClosedLine>([], 0, null));
}

internal sealed class FakeBots : IBotReader
{
    public BotView Bot { get; set; } =
        new(
            "auto_entry",
            true,
            EntryGuard.Armed,
            new EntrySettings { Enabled = true },
            new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
            "setup",
            null,
            null
        );

    public Task<BotView?> ReadAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<BotView?>(Bot with { Name = name });

    public Task<IReadOnlyList<BotView>> AllAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<BotView>>([Bot]);
}

/// <summary>One while of one contract, and the cycle in which it was nearest.</summary>
internal sealed class FakeHistory : IDecisionHistory
{
    public List<StretchFilter> Asked { get; } = [];

    public List<DecisionStretch> Stretches { get; } = [];

    public WeighedCycle Cycle { get; set; } = new(1, DateTimeOffset.UnixEpoch, []);

    public Task<KeysetCount> CountAsync(StretchFilter filter, CancellationToken cancellationToken)
    {
        Asked.Add(filter);
        return Task.FromResult(
            new KeysetCount(Stretches.Select(s => s.Id).DefaultIfEmpty().Max(), Stretches.Count, Stretches.Count)
        );
    }

    public Task<IReadOnlyList<DecisionStretch>> SliceAsync(
        StretchFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyList<DecisionStretch>>([
            .. Stretches.OrderByDescending(s => s.Id).Skip(slice.Skip).Take(slice.Take),
        ]);

    public Task<int> RankAsync(
        StretchFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    ) => Task.FromResult(Stretches.Count(s => s.Id > id));

    public Task<IReadOnlyList<DecisionStretch>> NearestAsync(
        StretchFilter filter,
        NearestSlice slice,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyList<DecisionStretch>>([
            .. Nearest()
                .Where(s => slice.Past is not { } past || Order(s.Place).CompareTo(Order(past)) > 0)
                .Skip(slice.Skip)
                .Take(slice.Take),
        ]);

    public Task<int> RankNearestAsync(
        StretchFilter filter,
        NearestPlace place,
        long top,
        CancellationToken cancellationToken
    ) => Task.FromResult(Nearest().Count(s => Order(s.Place).CompareTo(Order(place)) < 0));

    public Task<DecisionStretch?> FindAsync(long id, CancellationToken cancellationToken) =>
        Task.FromResult(Stretches.FirstOrDefault(s => s.Id == id));

    public Task<WeighedCycle?> CycleAsync(long cycle, CancellationToken cancellationToken) =>
        Task.FromResult(Cycle.CycleId == cycle ? Cycle : null);

    private IOrderedEnumerable<DecisionStretch> Nearest() => Stretches.OrderBy(s => Order(s.Place));

    private static (int, double, long) Order(NearestPlace place) => (place.Lacks, place.Distance, -place.Id);
}

/// <summary>Two limits, one of them nearly used up, and the change that made it so.</summary>
internal sealed class FakeLimits : ILimitsReader
{
    public LimitsView View { get; set; } =
        new(
            4,
            DateTimeOffset.UnixEpoch,
            "wilma",
            null,
            [
                new("maxExposure", "At risk in all", "", "$", 200m, 200m, 0.01m, 1000m, false, true, 180m, null),
                new("minSecondsToClose", "Time to the close", "", "s", 60m, 60m, 0m, 900m, true, false, null, null),
            ]
        );

    public Task<LimitsView> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(View);

    public Task<Page<LimitsChange>> HistoryAsync(PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(
            new Page<LimitsChange>(
                [
                    new(
                        4,
                        DateTimeOffset.UnixEpoch,
                        "wilma",
                        "=a quiet day",
                        [new LimitDifference("maxExposure", 100m, 200m, true)]
                    ),
                ],
                1,
                null
            )
        );
}
