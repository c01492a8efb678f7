using Microsoft.EntityFrameworkCore;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Pipeline.Contents;

public sealed class CycleContentTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Packed_AndUnpacked_SaysTheSame()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        var content = Of(Healthy(bench, Noon));

        var packed = ContentPacking.Pack(content);
        var back = ContentPacking.Unpack(packed)!;

        TestContext.Current.TestOutputHelper?.WriteLine($"{packed.Length} bytes");
        Assert.InRange(packed.Length, 500, 10_000);
        var (made, kept) = (content.Symbols[0], back.Symbols[0]);
        Assert.Equal(made.Price, kept.Price);
        Assert.Equal(made.PriceInput, kept.PriceInput);
        Assert.Equal(made.Strikes[0].Rows, kept.Strikes[0].Rows);
        Assert.Equal(made.Probabilities[0].Markets, kept.Probabilities[0].Markets);
        Assert.Equal(made.MarketInput.Series[0].Quotes, kept.MarketInput.Series[0].Quotes);
        Assert.Equal(41, kept.MarketInput.Series[0].Quotes.Length);
        Assert.Equal(made.Steps, kept.Steps);
    }

    [Fact]
    public void Unpack_OfSomethingElse_IsNothing() => Assert.Null(ContentPacking.Unpack([1, 2, 3]));

    [Fact]
    public async Task Database_KeepsTheFailedAndOneAMinute_MemoryKeepsAll()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        var contents = bench.Get<CycleContents>();
        contents.Keep(Healthy(bench, Noon));
        contents.Keep(Healthy(bench, Noon.AddSeconds(1)));
        contents.Keep(Failed(bench, Noon.AddSeconds(2)));
        contents.Keep(Healthy(bench, Noon.AddSeconds(3)));

        await contents.TryStoreAsync(Ct);
        await contents.TryStoreAsync(Ct);

        await using var db = await bench.Contexts.CreateDbContextAsync(Ct);
        Assert.Equal(
            [Id(0), Id(2)],
            await db.CycleContents.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(Ct)
        );
        Assert.All(Enumerable.Range(0, 4), second => Assert.True(contents.IsInMemory(Id(second))));
        // After a restart there is the database alone.
        Assert.NotNull(ContentPacking.Unpack((await db.CycleContents.SingleAsync(r => r.Id == Id(2), Ct)).Packed));
    }

    [Fact]
    public async Task Find_KnowsNeighbours_AndTheNewestCycleBeforeItIsLogged()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        await LogAsync(bench, (0, 5, CycleOutcome.Succeeded), (1, 5, CycleOutcome.Succeeded));
        bench.Get<CycleContents>().Keep(Healthy(bench, Noon.AddSeconds(2)));
        var reader = bench.Get<ICycleReader>();

        var newest = await reader.FindAsync(Id(2), Ct);
        var older = await reader.FindAsync(Id(0), Ct);

        Assert.Equal((Id(1), (long?)null), (newest!.Previous, newest.Next));
        Assert.NotNull(newest.Content);
        Assert.Equal((null, Id(1)), (older!.Previous, older.Next));
        Assert.Null(older.Content);
        Assert.Null(await reader.FindAsync(Id(9), Ct));
    }

    [Fact]
    public async Task Read_FiltersByOutcomeStepTimeAndSlowness()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        await LogAsync(
            bench,
            (0, 5, CycleOutcome.Succeeded),
            (1, 900, CycleOutcome.Succeeded),
            (2, 5, CycleOutcome.Failed),
            (3, 5, CycleOutcome.Succeeded)
        );

        Assert.Equal([3, 2, 1, 0], await SecondsAsync(bench, new CycleFilter()));
        Assert.Equal([2], await SecondsAsync(bench, new CycleFilter(CycleOutcome.Failed)));
        Assert.Equal([2], await SecondsAsync(bench, new CycleFilter(Step: "price")));
        Assert.Empty(await SecondsAsync(bench, new CycleFilter(Step: "market")));
        Assert.Equal([1], await SecondsAsync(bench, new CycleFilter(SlowerThanMs: 100)));
        Assert.Equal([1], await SecondsAsync(bench, new CycleFilter(Step: "price", SlowerThanMs: 100)));
        Assert.Equal([2, 1], await SecondsAsync(bench, new CycleFilter(), Noon.AddSeconds(1), Noon.AddSeconds(2)));
    }

    private static async Task<IEnumerable<int>> SecondsAsync(
        EngineBench bench,
        CycleFilter filter,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null
    )
    {
        var page = await bench.Get<ICycleReader>().ReadAsync(new PageRequest(from, to), filter, Ct);
        Assert.Equal(page.Items.Count, page.Total);
        await SameByStretchesAsync(bench, filter with { From = from, To = to }, page.Items);
        return page.Items.Select(cycle => (int)(cycle.Id - Id(0)));
    }

    /// <summary>What a screen reads row by row is what a program reads by page, in either order, and each row knows its place.</summary>
    private static async Task SameByStretchesAsync(
        EngineBench bench,
        CycleFilter filter,
        IReadOnlyList<PastCycle> expected
    )
    {
        var reader = bench.Get<ICycleReader>();
        var count = await reader.CountAsync(filter, Ct);
        Assert.Equal((expected.Count, Id(3), 4), (count.Matching, count.Top, count.InAll));
        for (var place = 0; place < expected.Count; place++)
        {
            var id = expected[place].Id;
            var newestFirst = await reader.SliceAsync(filter, new(count.Top, null, false, place, 1), Ct);
            var oldestFirst = await reader.SliceAsync(
                filter,
                new(count.Top, null, true, expected.Count - 1 - place, 1),
                Ct
            );
            Assert.Equal((id, id), (Assert.Single(newestFirst).Id, Assert.Single(oldestFirst).Id));
            Assert.Equal(place, await reader.RankAsync(filter, id, count.Top, oldestFirst: false, Ct));
        }
    }

    private static async Task LogAsync(EngineBench bench, params (int Second, double Ms, CycleOutcome Outcome)[] cycles)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync(Ct);
        db.Cycles.AddRange(
            cycles.Select(cycle => new CycleRow
            {
                Id = Id(cycle.Second),
                DueAt = Noon.AddSeconds(cycle.Second),
                StartedAt = Noon.AddSeconds(cycle.Second),
                Ms = cycle.Ms,
                Outcome = cycle.Outcome,
                Steps = System.Text.Json.JsonSerializer.Serialize(
                    new[]
                    {
                        new StepReport(
                            "price",
                            cycle.Outcome == CycleOutcome.Failed ? StepOutcome.Failed : StepOutcome.Succeeded,
                            cycle.Ms,
                            null
                        ),
                        new StepReport("market", StepOutcome.Succeeded, 1, null),
                    },
                    System.Text.Json.JsonSerializerOptions.Web
                ),
            })
        );
        await db.SaveChangesAsync(Ct);
    }

    private static CycleContent Of(CycleRan ran) => CycleContent.Of(ran.Inputs, ran.Cycle);

    private static long Id(int second) => Noon.AddSeconds(second).ToUnixTimeSeconds();

    private static CycleRan Healthy(EngineBench bench, DateTimeOffset now) =>
        Run(bench, Inputs.Healthy(now, now.AddMinutes(10)), now);

    private static CycleRan Failed(EngineBench bench, DateTimeOffset now) => Run(bench, Inputs.Of("BTC", now), now);

    private static CycleRan Run(EngineBench bench, SymbolInputs symbol, DateTimeOffset now)
    {
        var inputs = new CycleInputs
        {
            CycleId = now.ToUnixTimeSeconds(),
            Generation = 1,
            DueAt = now,
            Now = now,
            Symbols = [symbol],
        };
        return new CycleRan(inputs, bench.Get<CycleRunner>().Run(inputs));
    }
}
