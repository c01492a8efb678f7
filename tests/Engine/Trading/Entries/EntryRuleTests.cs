using System.Collections.Immutable;
using System.Text.Json;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Trading.Entries.EntryBench;

namespace Strikeboard.Engine.Tests.Trading.Entries;

public sealed class EntryRuleTests
{
    [Fact]
    public void CheapSideOnTheWatchlist_IsEntered()
    {
        var decision = Yes(On, Facts(Row));

        Assert.Equal((EntryOutcome.Enter, (string?)null), (decision.Outcome, decision.FirstFailed));
        Assert.Equal(
            (0.88m, 5m, Row.Ticker, Event),
            (decision.Price, decision.Quantity, decision.Instrument, decision.Event)
        );
        // 93 − 88 − 0.8: five at 88 cost a fee of 3.7 cents, rounded up to 4.
        Assert.Equal(4.2, decision.Edge!.Value, 1e-9);
        Assert.Equal(new Protection(null, null, 0.40), decision.Protection);
        Assert.Equal(EntryGateNames.Of(EntryMode.Watchlist), decision.Gates.Select(gate => gate.Name));
        Assert.All(decision.Gates, gate => Assert.Equal((true, 0), (gate.Passed, gate.Distance)));
    }

    [Fact]
    public void EveryRow_IsWeighedOnBothSides()
    {
        var decisions = EntryRule.Weigh(On, Facts(Row, Row with { Ticker = "another" }));

        Assert.Equal(4, decisions.Length);
        Assert.Equal(2, decisions.Count(d => d.Side == Side.No));
        Assert.Equal("watchlist", No(On, Facts(Row)).FirstFailed);
        Assert.Equal(0.14m, No(On, Facts(Row)).Price);
        Assert.Equal(0.07, No(On, Facts(Row)).Chance, 1e-12);
    }

    public static TheoryData<string, string> Spoiled =>
        new()
        {
            { "off", "switch" },
            { "symbol off", "switch" },
            { "paused", "open" },
            { "tripped", "guard" },
            { "price delayed", "quality" },
            { "price fallback", "quality" },
            { "table estimated", "quality" },
            { "row fallback", "quality" },
            { "volatility guessed", "quality" },
            { "cycle old", "quality" },
            { "quote old", "quote_age" },
            { "closing", "closes_after" },
            { "far away", "closes_within" },
            { "taken", "slot" },
            { "entered", "event_side" },
            { "just entered", "between" },
            { "just refused", "after_refusal" },
            { "not listed", "watchlist" },
            { "other side listed", "watchlist" },
            { "against", "momentum_against" },
            { "momentum unknown", "momentum_against" },
            { "not offered", "price_min" },
            { "cheap", "price_min" },
            { "dear", "price_max" },
            { "unlikely", "probability" },
            { "no edge", "edge" },
            { "quiet", "volume" },
            { "nobody holds", "open_interest" },
        };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void OneThingAmiss_IsTheReason(string what, string gate)
    {
        var (settings, facts) = Spoil(what);

        var decision = Yes(settings, facts);

        Assert.Equal((EntryOutcome.No, gate), (decision.Outcome, decision.FirstFailed));
        Assert.True(decision.Gate(gate).Distance is null or > 0);
    }

    [Fact]
    public void EveryGate_IsTriedAbove() =>
        Assert.Empty(
            EntryGateNames
                .Of(EntryMode.Watchlist)
                .Except(Spoiled.Select(row => row.Data.Item2))
                .Except([EntryGateNames.BestOfCycle])
        );

    [Fact]
    public void Distance_IsWhatIsMissing_InTheGatesOwnUnit()
    {
        var settings = On with { MinEdgeCents = 5, MinProbability = 0.95, MinVolume = 6000, MaxPriceCents = 85 };

        var gates = Yes(settings, Facts(Row)).Gates.ToDictionary(gate => gate.Name);

        Assert.Equal(0.8, gates["edge"].Distance!.Value, 1e-9);
        Assert.Equal(0.02, gates["probability"].Distance!.Value, 1e-9);
        Assert.Equal(1000, gates["volume"].Distance!.Value);
        Assert.Equal(3, gates["price_max"].Distance!.Value);
        Assert.Equal((4.2, 5), (Math.Round(gates["edge"].Value!.Value, 9), gates["edge"].Threshold));
    }

    [Fact]
    public void Reach_IsPaidForInTheEdge()
    {
        var decision = Yes(On with { ReachCents = 2 }, Facts(Row));

        Assert.Equal(0.90m, decision.Price);
        Assert.Equal(93 - 90 - 0.8, decision.Edge!.Value, 1e-9);
    }

    [Theory]
    [InlineData(0.10, Side.Yes, null)]
    [InlineData(0.09, Side.Yes, "momentum")]
    [InlineData(-0.10, Side.Yes, "momentum")]
    [InlineData(-0.10, Side.No, null)]
    [InlineData(0.10, Side.No, "momentum")]
    public void Momentum_PicksTheSideItRunsTo(double momentum, Side side, string? failed)
    {
        var price = Price with { Momentum = momentum };
        var row = side == Side.Yes ? Row : Mirrored;

        var decision = EntryRule.Weigh(ByMomentum, Facts(price, row)).First(d => d.Side == side);

        Assert.Equal(failed, decision.FirstFailed);
        Assert.Equal(EntryMode.Momentum, decision.Mode);
        Assert.Equal(EntryGateNames.Of(EntryMode.Momentum), decision.Gates.Select(gate => gate.Name));
    }

    [Fact]
    public void Momentum_IsTurnedRoundForContractsOnLess_AndSaysNothingOfRanges()
    {
        var falling = Price with { Momentum = -0.2 };

        Assert.Null(Yes(ByMomentum, Facts(falling, Row with { StrikeType = StrikeType.Less })).FirstFailed);
        Assert.Equal(
            "momentum",
            Yes(ByMomentum, Facts(falling, Row with { StrikeType = StrikeType.Between })).FirstFailed
        );
    }

    [Theory]
    [InlineData(0.2, Side.Yes)]
    [InlineData(-0.2, Side.Yes)]
    public void Range_IsHurtByMovementEitherWay(double momentum, Side side)
    {
        var range = Row with { StrikeType = StrikeType.Between };

        var decision = EntryRule.Weigh(On, Facts(Price with { Momentum = momentum }, range)).First(d => d.Side == side);

        Assert.Equal("momentum_against", decision.FirstFailed);
    }

    [Fact]
    public void BestEdge_GoesFirst_AndOnlySoManyACycle()
    {
        var rows = new[]
        {
            Row with
            {
                Ticker = "a",
                YesAsk = 89,
            },
            Row with
            {
                Ticker = "b",
                YesAsk = 87,
            },
            Row with
            {
                Ticker = "c",
                YesAsk = 88,
            },
        };

        var decisions = EntryRule.Weigh(On, Facts(rows)).Where(d => d.Side == Side.Yes).ToDictionary(d => d.Instrument);

        Assert.Equal(EntryOutcome.Enter, decisions["b"].Outcome);
        Assert.Equal("best_of_cycle", decisions["a"].FirstFailed);
        Assert.Equal("best_of_cycle", decisions["c"].FirstFailed);
        Assert.Equal([3d, 1d, 2d], decisions.Values.Select(d => d.Gate("best_of_cycle").Value!.Value));
    }

    [Fact]
    public void OneEventsSide_IsEnteredOnce_EvenWithinACycle()
    {
        var settings = On with { MaxPerCycle = 3 };
        var facts = Facts(
            Row with
            {
                Ticker = "a",
            },
            Row with
            {
                Ticker = "b",
                YesAsk = 87,
            },
            Mirrored with
            {
                Ticker = "c",
            }
        );

        var entered = EntryRule.Weigh(settings, facts).Where(d => d.Outcome == EntryOutcome.Enter);

        Assert.Equal(["b", "c"], entered.Select(d => d.Instrument).Order());
    }

    [Fact]
    public void Protection_IsWorkedOutFromTheLimit()
    {
        var settings = On with { StopCents = 30, TargetCents = 20, StopChance = null };

        Assert.Equal(new Protection(0.58m, 0.99m, null), Yes(settings, Facts(Row)).Protection);
        Assert.Equal(0.01m, settings.ProtectionAt(0.20m).StopPrice);
    }

    [Fact]
    public void BetweenTwoEvents_ThereIsNothingToWeigh()
    {
        var gap = Table([]) with { Event = null };

        Assert.Empty(EntryRule.Weigh(On, new EntryFacts { Now = Noon, Cycle = Cycle(Price, gap, []) }));
    }

    [Fact]
    public void AnyRow_ThatIsEntered_HasPassedWhatTheSettingsAsk()
    {
        var random = new Random(11);
        var entered = 0;
        for (var i = 0; i < 3000; i++)
        {
            var ask = random.Next(40, 101);
            var row = Row with
            {
                YesAsk = ask,
                NoAsk = 102 - ask,
                PYes = random.NextDouble(),
                Volume = random.Next(0, 3000),
                QuoteAsOf = Noon.AddSeconds(-random.NextDouble() * 5),
            };
            row = row with { ActiveSide = row.PYes >= 0.5 ? Side.Yes : Side.No };
            foreach (var d in EntryRule.Weigh(On, Facts(row)).Where(d => d.Outcome == EntryOutcome.Enter))
            {
                entered++;
                Assert.True(d.Edge >= On.MinEdgeCents && d.Chance >= On.MinProbability && row.Volume >= On.MinVolume);
                Assert.InRange(d.Price!.Value, 0.50m, 0.96m);
            }
        }
        Assert.InRange(entered, 50, 2000);
    }

    [Fact]
    public void Settings_TellAllTheirFaults_AndSurviveTheirText()
    {
        Assert.Empty(new EntrySettings().Faults());
        Assert.True(EntrySettings.For(Mode.Demo).Enabled);
        Assert.False(EntrySettings.For(Mode.Live).Enabled || EntrySettings.For(Mode.Paper).Enabled);
        var faulty = new EntrySettings
        {
            Quantity = 0,
            MinPriceCents = 97,
            MinProbability = double.NaN,
            MaxPerCycle = 0,
            Symbols = ImmutableDictionary<string, EntrySwitch>.Empty.Add("btc", new()),
        };
        Assert.Equal(5, faulty.Faults().Count());
        Assert.Single((On with { StopChance = 0.9 }).Faults());

        var text = JsonSerializer.Serialize(ByMomentum);

        Assert.Equal(EntryMode.Momentum, JsonSerializer.Deserialize<EntrySettings>(text)!.Of(Btc).Mode);
    }

    private static (EntrySettings, EntryFacts) Spoil(string what)
    {
        var facts = Facts(Row);
        var cycle = facts.Cycle;
        return what switch
        {
            "off" => (On with { Enabled = false }, facts),
            "symbol off" => (
                On with
                {
                    Symbols = ImmutableDictionary<string, EntrySwitch>.Empty.Add("BTC", new(false)),
                },
                facts
            ),
            "paused" => (On, facts with { Closed = "entries are paused" }),
            "tripped" => (On, facts with { Guard = EntryGuard.Armed.Off(new Refusal("x", "y"), Noon) }),
            "price delayed" => (On, Facts(Price with { Quality = Quality.Delayed }, Row)),
            "price fallback" => (On, Facts(Price with { Quality = Quality.Fallback }, Row)),
            "table estimated" => (
                On,
                facts with
                {
                    Cycle = Cycle(Price, Table([Row]) with { Quality = Quality.Estimated }, [Row]),
                }
            ),
            "row fallback" => (On, Facts(Row with { Quality = Quality.Fallback })),
            "volatility guessed" => (On, Facts(Price with { SigmaIsFallback = true }, Row)),
            "cycle old" => (On, facts with { Now = Noon.AddSeconds(2.5) }),
            "quote old" => (On with { MaxQuoteAgeSeconds = 1 }, Facts(Row with { QuoteAsOf = Noon.AddSeconds(-1.5) })),
            "closing" => (On with { MinSecondsToClose = 1201 }, facts),
            "far away" => (On with { MaxSecondsToClose = 1199 }, facts),
            "taken" => (On, facts with { Taken = [Row.Ticker] }),
            "entered" => (On, facts with { Entered = [new EventSide(Event, Side.Yes)] }),
            "just entered" => (On, facts with { LastEntryAt = Noon.AddSeconds(-179) }),
            "just refused" => (On, facts with { LastRefusalAt = Noon.AddSeconds(-14) }),
            "not listed" => (On, facts with { Cycle = Cycle(Price, Table([Row]), []) }),
            "other side listed" => (On, Facts(Row with { ActiveSide = Side.No })),
            "against" => (On, Facts(Price with { Momentum = -0.16 }, Row)),
            "momentum unknown" => (On, Facts(Price with { Momentum = null }, Row)),
            "not offered" => (On, Facts(Row with { YesAsk = 100 })),
            "cheap" => (On with { MinPriceCents = 89 }, facts),
            "dear" => (On with { MaxPriceCents = 87 }, facts),
            "unlikely" => (On with { MinProbability = 0.94 }, facts),
            "no edge" => (On with { MinEdgeCents = 4.3 }, facts),
            "quiet" => (On with { MinVolume = 5001 }, facts),
            "nobody holds" => (On with { MinOpenInterest = 701 }, facts),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }
}
