using System.Globalization;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>What a change means, in lines that a person can read later.</summary>
internal static class TradeLines
{
    public static IReadOnlyList<TradeLine> Between(Position before, Turn turn)
    {
        var (after, lines) = (turn.Position, new List<TradeLine>());
        foreach (var intent in after.Intents)
        {
            if (before.Intents.All(known => known.Id != intent.Id))
                lines.Add(new TradeLine(null, intent.Purpose == IntentPurpose.Entry ? "entry" : "exit", intent.Reason));
        }
        foreach (var attempt in after.Attempts)
            AddMoves(lines, before.Attempts.FirstOrDefault(a => a.ClientOrderId == attempt.ClientOrderId), attempt);
        foreach (var fill in after.Fills.Skip(before.Fills.Length))
            lines.Add(new TradeLine(fill.ClientOrderId, "fill", Words(fill)));
        if (after.Settled > before.Settled)
            lines.Add(
                new TradeLine(null, "settled", Words(after.Settled - before.Settled, after.PaidOut - before.PaidOut))
            );
        if (after.State != before.State)
            lines.Add(new TradeLine(null, "position", after.State.ToString()));
        lines.AddRange(turn.Alarms.Select(alarm => new TradeLine(null, alarm.Code, alarm.Message)));
        return lines;
    }

    private static void AddMoves(List<TradeLine> lines, OrderAttempt? before, OrderAttempt after)
    {
        if (before?.State != after.State)
            lines.Add(new TradeLine(after.ClientOrderId, after.State.ToString(), Words(after)));
        if (after.CancelAsked && before?.CancelAsked != true)
            lines.Add(new TradeLine(after.ClientOrderId, "cancel asked", ""));
    }

    private static string Words(OrderAttempt attempt) =>
        attempt.State == AttemptState.Planned
            ? string.Create(CultureInfo.InvariantCulture, $"{attempt.Quantity} at {attempt.LimitPrice}")
            : attempt.Reason;

    private static string Words(Fill fill) =>
        string.Create(CultureInfo.InvariantCulture, $"{fill.Quantity} at {fill.Price}, fee {fill.Fee}");

    private static string Words(decimal quantity, decimal paid) =>
        string.Create(CultureInfo.InvariantCulture, $"{quantity} paid out with {paid}");
}
