using System.Collections.Immutable;
using Strikeboard.Engine;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Model;

namespace Strikeboard.Web.Tests.House;

/// <summary>Three cycles: the first with all it read and made, the second failed and forgotten, the third ran since.</summary>
internal sealed class FakeCycles : ICycleReader
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 9, 12, 0, 0, TimeSpan.Zero);

    private static readonly PastCycle[] Newest = [Past(2, false), Past(1, true)];

    public List<CycleFilter> Asked { get; } = [];

    public Task<Page<PastCycle>> ReadAsync(PageRequest page, CycleFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<PastCycle>(Newest, Newest.Length, null));

    public Task<KeysetCount> CountAsync(CycleFilter filter, CancellationToken cancellationToken)
    {
        Asked.Add(filter);
        return Task.FromResult(new KeysetCount(Top: 2, Newest.Length, Newest.Length));
    }

    public Task<IReadOnlyList<PastCycle>> SliceAsync(
        CycleFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<PastCycle>>([.. Newest.Skip(slice.Skip).Take(slice.Take)]);

    public Task<int> RankAsync(
        CycleFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    ) => Task.FromResult((int)(top - id));

    public Task<CycleDetail?> FindAsync(long id, CancellationToken cancellationToken) =>
        Task.FromResult<CycleDetail?>(
            id switch
            {
                1 => new CycleDetail(Past(1, true), Content(), null, 2),
                2 => new CycleDetail(Past(2, false), null, 1, 3),
                _ => null,
            }
        );

    private static PastCycle Past(long id, bool whole) =>
        new(
            id,
            1,
            Noon.AddSeconds(id),
            Noon.AddSeconds(id).AddMilliseconds(12),
            whole ? 8.5 : 1200,
            whole ? CycleOutcome.Succeeded : CycleOutcome.Failed,
            0,
            Steps(whole),
            whole
        );

    private static ImmutableArray<StepReport> Steps(bool whole) =>
        [
            new StepReport("price", StepOutcome.Succeeded, 6.5, null),
            whole
                ? new StepReport("market", StepOutcome.Succeeded, 0.9, null)
                : new StepReport("market", StepOutcome.Failed, 0.9, new StepError("market.stale", "no book for 11 s")),
        ];

    private static CycleContent Content() =>
        new()
        {
            Id = 1,
            Generation = 1,
            DueAt = Noon.AddSeconds(1),
            StartedAt = Noon.AddSeconds(1),
            Ms = 8.5,
            Outcome = CycleOutcome.Succeeded,
            Symbols =
            [
                new SymbolContent
                {
                    Symbol = new Symbol("BTC"),
                    Steps = Steps(true),
                    PriceInput = new PriceInput
                    {
                        Source = "coinbase",
                        Quality = Quality.Fallback,
                        Age = TimeSpan.FromSeconds(2.5),
                        SecondsKnown = 60,
                        SecondsObserved = 41,
                    },
                    MarketInput = new MarketInput
                    {
                        Source = "kalshi",
                        At = Noon,
                        EventsKnown = 3,
                        Series =
                        [
                            new SeriesInput(
                                "KXBTCD",
                                "KXBTCD-1",
                                "BTC at noon",
                                Noon.AddMinutes(10),
                                41,
                                [new QuoteInput("T1", 61, 63, 10, 20, 62, 500, 40, 900, Quality.Live)]
                            ),
                            new SeriesInput("KXBTC", null, null, null, 0, []),
                        ],
                    },
                    Watchlist = new Watchlist
                    {
                        Symbol = new Symbol("BTC"),
                        CycleId = 1,
                        AsOf = Noon,
                        Quality = Quality.Live,
                        Entries = [],
                        NearMisses = [],
                        Closed = "less than 30 s to the close.",
                    },
                },
            ],
        };
}
