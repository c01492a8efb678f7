using System.Collections.Immutable;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Steps;
using Strikeboard.Model;
using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Strikes;
using StrikeType = Strikeboard.Model.StrikeType;

namespace Strikeboard.Engine.Tests.Pipeline;

/// <summary>What the steps work out in columns is what the models say row by row, also where quotes are missing, crossed or odd.</summary>
public sealed class ColumnStepsTests
{
    private static readonly DateTimeOffset Close = new(2026, 1, 5, 13, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Close.AddMinutes(-12);
    private static readonly PipelineChoices Choices = PipelineChoices.Default with { StrikeRows = 30 };
    private static readonly WatchlistCriteria Criteria = Choices.Watchlist;
    private readonly CycleRunner _runner = new(
        [new PriceStep(), new MarketStep(), new ProbabilityStep(), new StrikeStep(), new WatchlistStep()],
        TimeProvider.System
    );

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_AnyQuotes_TableAndWatchlistAreThoseOfTheRows(int seed)
    {
        var inputs = World(new Random(seed));
        var snapshot = Run(inputs);
        var table = Assert.Single(snapshot.Strikes);
        var markets = inputs.Markets.Events[0].Markets.ToDictionary(market => market.Ticker, StringComparer.Ordinal);

        var nearest = Quant.Strikes.StrikeTable.Nearest(
            [
                .. markets.Values.Select(market =>
                    QuantWords.Market(
                        new PricedMarket(market, QuantWords.Terms(market), 0),
                        inputs.Markets.Quotes.GetValueOrDefault(market.Ticker)
                    )
                ),
            ],
            table.Spot,
            Choices.StrikeRows
        );
        Assert.Equal(nearest.Select(market => market.Ticker), table.Rows.Select(row => row.Ticker));
        Assert.Equal(table.Rows.MinBy(row => Math.Abs(row.Strike - table.Spot))!.Ticker, table.AtTheMoney);

        var moments = QuantWords.Moments(snapshot.Probabilities[0]);
        foreach (var row in table.Rows)
        {
            var terms = QuantWords.Terms(markets[row.Ticker]);
            Assert.Equal(SettlementModel.ProbabilityOf(terms, moments), row.PYes, 1e-15);
        }
        var judged = table
            .Rows.Select(row => (Row: row, Verdict: WatchlistFilter.Evaluate(QuantWords.Candidate(row), Criteria)))
            .ToList();
        Assert.Equal(
            judged
                .Where(row => row.Verdict.Qualifies && row.Row.Quality.MayOpenRisk())
                .OrderBy(row => row.Verdict.Candidate, WatchlistOrder.Instance)
                .ThenBy(row => row.Row.Ticker, StringComparer.Ordinal)
                .Take(Criteria.Limit)
                .Select(row => row.Row),
            snapshot.Watchlist!.Entries.Select(entry => entry.Row)
        );
        Assert.Equal(
            judged
                .Where(row => row.Verdict.FailureCount is 1 or 2)
                .OrderBy(row => row.Verdict.FailureCount)
                .ThenByDescending(row => row.Row.ActiveEdge ?? double.NegativeInfinity)
                .ThenBy(row => row.Row.Ticker, StringComparer.Ordinal)
                .Take(10)
                .Select(row => (row.Row.Ticker, row.Verdict.FailureCount)),
            snapshot.Watchlist.NearMisses.Select(miss => (miss.Ticker, miss.Failed.Length))
        );
    }

    [Fact]
    public void Run_QuotesGivenByTicker_GivesTheSameBitsAsFromTheBooks()
    {
        var inputs = World(new Random(99));
        var byTicker = inputs with
        {
            Markets = new MarketCapture(inputs.Now, inputs.Markets.Events, inputs.Markets.Quotes),
        };

        var (one, other) = (Run(inputs), Run(byTicker));

        Assert.Equal(one.Strikes[0].Rows, other.Strikes[0].Rows);
        Assert.Equal(one.Market!.Series[0].Quotes, other.Market!.Series[0].Quotes);
        Assert.Equal(one.Watchlist!.Entries, other.Watchlist!.Entries);
    }

    [Fact]
    public void Rows_LookedAtTwice_AreTheSameObjects()
    {
        var table = Run(World(new Random(7))).Strikes[0];

        Assert.Same(table.Rows[0], table.Rows[0]);
        Assert.Same(table.Rows[0], (table with { CycleId = 8 }).Rows[0]);
    }

    [Theory]
    [InlineData("0.42", 4200)]
    [InlineData("0.4205", 4205)]
    [InlineData("0.420", 4200)]
    [InlineData("0", 0)]
    [InlineData("1", 10_000)]
    [InlineData("0.42001", CentPrice.Odd)]
    public void Price_InHundredthsOfACent_IsExactOrOdd(string dollars, int expected) =>
        Assert.Equal(
            expected,
            CentPrice.Of(new ContractPrice(decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture)))
        );

    private static SymbolInputs World(Random random)
    {
        var spot = 100_000m + random.Next(-50, 50);
        var markets = Enumerable
            .Range(-25, 51)
            .Select(step => Contract(random, 100_000m + (step * 25m), step))
            .ToImmutableArray();
        var open = new MarketEvent
        {
            Ticker = "KXBTCD-E",
            Series = "KXBTCD",
            Title = "BTC",
            OpenTime = Close.AddHours(-1),
            CloseTime = Close,
            Markets = [.. markets.OrderBy(_ => random.Next())],
        };
        return Inputs.Healthy(Now, Close, spot) with
        {
            Markets = new MarketCapture(
                Now,
                [new EventBook(open, [.. open.Markets.Select(m => Quote(random, m, spot))])]
            ),
        };
    }

    private static Market Contract(Random random, decimal strike, int step)
    {
        var type = (StrikeType)random.Next(5);
        return new Market
        {
            Ticker = $"KXBTCD-{step}",
            EventTicker = "KXBTCD-E",
            StrikeType = type,
            FloorStrike = type is StrikeType.Less or StrikeType.LessOrEqual ? null : strike,
            CapStrike =
                type is StrikeType.Less or StrikeType.LessOrEqual ? strike
                : type == StrikeType.Between ? strike + 24.99m
                : null,
            Status = MarketStatus.Active,
            OpenTime = Close.AddHours(-1),
            CloseTime = Close,
        };
    }

    private static MarketQuote? Quote(Random random, Market market, decimal spot)
    {
        // One book is whole and young in every world: it is what makes the table fresh.
        var isWhole = market.Ticker == "KXBTCD-0";
        if (!isWhole && random.Next(10) == 0)
            return null;
        var isAbove =
            market.DisplayStrike > spot == market.StrikeType is StrikeType.Greater or StrikeType.GreaterOrEqual;
        var fair = isAbove ? random.Next(3, 30) : random.Next(70, 97);
        var step =
            random.Next(8) == 0 ? 0.00125m
            : random.Next(4) == 0 ? 0.0025m
            : 0m;
        return new MarketQuote
        {
            Ticker = market.Ticker,
            YesBid = random.Next(8) == 0 ? null : new ContractPrice((fair / 100m) + step),
            YesAsk = random.Next(8) == 0 ? null : new ContractPrice(Math.Min(100, fair + random.Next(-1, 6)) / 100m),
            Volume = random.Next(3) * 1000m,
            AsOf = isWhole ? Now : Now.AddSeconds(-random.Next(1, 15)),
            Transport = !isWhole && random.Next(6) == 0 ? Transport.Polling : Transport.Stream,
        };
    }

    private SymbolSnapshot Run(SymbolInputs inputs)
    {
        var cycle = new CycleInputs
        {
            CycleId = 1,
            Generation = 1,
            DueAt = Now,
            Now = Now,
            Symbols = [inputs with { Choices = Choices }],
        };
        var snapshot = _runner.Run(cycle).Symbols[0];
        Assert.All(snapshot.Steps, step => Assert.Null(step.Error));
        return snapshot;
    }
}
