using Strikeboard.Engine.Tests.Trading.Entries;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Trading.Reading;

public sealed class DecisionLineTests
{
    [Fact]
    public void Lines_ComeNearestFirst_AndSayWhatSaidNo()
    {
        var near = EntryBench.Row with { Ticker = "NEAR", Volume = 900 };
        var far = EntryBench.Row with { Ticker = "FAR", Volume = 10 };
        var lines = Of(null, far, near, EntryBench.Row);

        var yes = lines.Where(line => line.Decision.Side == Side.Yes).ToList();
        Assert.Equal([EntryBench.Row.Ticker, "NEAR", "FAR"], yes.Select(line => line.Decision.Instrument));
        Assert.Equal((DecisionOutcome.Entered, 0, null), (yes[0].Outcome, yes[0].Lacks, yes[0].SaidNo));
        Assert.Equal((DecisionOutcome.No, EntryGateNames.Volume), (yes[1].Outcome, yes[1].SaidNo));
        Assert.Equal(0.1, yes[1].Distance, 6);
        Assert.All(lines.Where(line => line.Decision.Side == Side.No), line => Assert.True(line.Lacks > 1));
    }

    [Fact]
    public void Line_ThatTheDeskRefused_SaysSo()
    {
        var line = Of(new Refusal("risk.cash", "Too little cash."), EntryBench.Row)[0];

        Assert.Equal((DecisionOutcome.Refused, "risk.cash"), (line.Outcome, line.SaidNo));
    }

    private static IReadOnlyList<DecisionLine> Of(Refusal? refusal, params StrikeRow[] rows) =>
        DecisionLine.Of(
            new WeighedCycle(
                9,
                EntryBench.Noon,
                [
                    .. EntryRule
                        .Weigh(EntryBench.On, EntryBench.Facts(rows))
                        .Select(decision => new DecisionTold(
                            decision,
                            decision.Outcome == EntryOutcome.Enter ? refusal : null
                        )),
                ]
            )
        );
}
