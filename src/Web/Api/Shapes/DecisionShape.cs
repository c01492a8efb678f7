using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

/// <param name="Refusal">What the desk said where the bot had wanted to enter.</param>
/// <param name="Lacks">Conditions that are not met.</param>
internal sealed record DecisionShape(
    long CycleId,
    DateTimeOffset At,
    string Symbol,
    string Event,
    string Instrument,
    Side Side,
    EntryMode Mode,
    DecisionOutcome Outcome,
    string? FirstFailed,
    string? Refusal,
    int Lacks,
    decimal? Price,
    decimal Quantity,
    double Chance,
    double? Edge,
    DateTimeOffset ClosesAt,
    IReadOnlyList<EntryGate> Gates
)
{
    public static DecisionShape Of(DecisionLine line)
    {
        var decision = line.Decision;
        return new DecisionShape(
            decision.CycleId,
            decision.At,
            decision.Symbol.Name,
            decision.Event,
            decision.Instrument,
            decision.Side,
            decision.Mode,
            line.Outcome,
            line.SaidNo,
            line.Refusal?.Message,
            line.Lacks,
            decision.Price,
            decision.Quantity,
            decision.Chance,
            decision.Edge,
            decision.ClosesAt,
            decision.Gates
        );
    }
}

/// <summary>All that one cycle weighed, nearest to being entered first.</summary>
internal sealed record WeighedShape(long CycleId, DateTimeOffset At, IReadOnlyList<DecisionShape> Decisions);
