using System.Diagnostics.Tracing;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>
/// The steps of an order's life, for who listens: `dotnet-trace collect --providers Strikeboard-Desk` shows where the time
/// goes between two of them, and the fault campaign ends the process at each. An event stands at the boundary that it names, in
/// the past tense; while nobody listens it costs a comparison.
/// </summary>
[EventSource(Name = "Strikeboard-Desk")]
internal sealed class DeskTrace : EventSource
{
    public static readonly DeskTrace Log = new();

    /// <summary>The gate said yes; nothing is written.</summary>
    [Event(1)]
    public void EntryJudged(string what) => WriteEvent(1, what);

    /// <summary>Slot and order are in the transaction, which is not committed.</summary>
    [Event(2)]
    public void EntryWritten(string what) => WriteEvent(2, what);

    /// <summary>Committed; the desk has not heard of it.</summary>
    [Event(3)]
    public void EntryKept(string what) => WriteEvent(3, what);

    [Event(4)]
    public void EntryAdopted(string what) => WriteEvent(4, what);

    /// <summary>Worked out from what was known and what happened; not kept.</summary>
    [Event(5)]
    public void ChangeMade(string what) => WriteEvent(5, what);

    /// <summary>Committed; nobody was told and nothing follows from it yet.</summary>
    [Event(6)]
    public void ChangeKept(string what) => WriteEvent(6, what);

    /// <summary>A command's change is in the command's transaction, which is not committed.</summary>
    [Event(7)]
    public void CommandWritten(string what) => WriteEvent(7, what);

    /// <summary>A command's change is committed; the desk goes by the older state.</summary>
    [Event(8)]
    public void CommandKept(string what) => WriteEvent(8, what);

    /// <summary>The next thing that happens to the order is that its bytes leave.</summary>
    [Event(9)]
    public void OrderLeaving(string what) => WriteEvent(9, what);

    /// <summary>The venue's answer was read and is not kept.</summary>
    [Event(10)]
    public void OrderAnswered(string what) => WriteEvent(10, what);

    [Event(11)]
    public void CancelLeaving(string what) => WriteEvent(11, what);

    [Event(12)]
    public void CancelAnswered(string what) => WriteEvent(12, what);

    /// <summary>A list of the venue was read; nothing of it is applied.</summary>
    [Event(13)]
    public void VenueRead(string what) => WriteEvent(13, what);

    /// <summary>The venue's payment is on record; the position still counts as held.</summary>
    [Event(14)]
    public void SettlementKept(string what) => WriteEvent(14, what);

    /// <summary>The exit manager wants out; nobody else knows.</summary>
    [Event(15)]
    public void ExitDecided(string what) => WriteEvent(15, what);

    /// <summary>The switch holds by its file; the database does not know.</summary>
    [Event(16)]
    public void SwitchPulled(string what) => WriteEvent(16, what);

    /// <summary>The database knows of the switch, and its orders to cancel are not taken up.</summary>
    [Event(17)]
    public void SwitchKept(string what) => WriteEvent(17, what);

    /// <summary>The database re-armed the desk; the switch's file still holds it.</summary>
    [Event(18)]
    public void RearmKept(string what) => WriteEvent(18, what);

    /// <summary>A part of what a leader takes up before anything is sent.</summary>
    [Event(19)]
    public void StartTaken(string what) => WriteEvent(19, what);

    [NonEvent]
    public void Made(Turn turn, TradeEvent happened)
    {
        if (IsEnabled())
            ChangeMade(Words(turn.Position, happened));
    }

    [NonEvent]
    public void Kept(Position before, Turn turn, TradeEvent happened)
    {
        if (!IsEnabled())
            return;
        ChangeKept(Words(turn.Position, happened));
        if (turn.Position.Exit is { Last.Number: > 1 } exit && exit.Attempts.Length > before.Exit?.Attempts.Length)
            ChangeKept("exit tried again");
    }

    /// <summary>What a command has done to a position, as far as its next steps differ.</summary>
    [NonEvent]
    public static string Words(Position position) =>
        position.Exit is not null ? "exit"
        : position.Attempts.Any(attempt => attempt.CancelAsked) ? "cancel"
        : "other";

    private static string Words(Position position, TradeEvent happened) =>
        happened switch
        {
            SendBegun e => $"{Purpose(position, e.ClientOrderId)} begun",
            SendDropped e => $"{Purpose(position, e.ClientOrderId)} dropped",
            SendRefused e => $"{Purpose(position, e.ClientOrderId)} refused",
            SendInDoubt e => $"{Purpose(position, e.ClientOrderId)} in doubt",
            OrderSeen { Report: var report } => $"{Purpose(position, report.ClientOrderId)} {State(report)}",
            OrderAbsent e => $"{Purpose(position, e.ClientOrderId)} absent",
            FillSeen { Fill: var fill } => position.IsExit(fill) ? "exit fill" : "entry fill",
            ExitAsked => "exit asked",
            EntryCancelAsked => "cancel asked",
            PositionSettled => "settled",
            _ => happened.GetType().Name,
        };

    private static string State(OrderReport report) =>
        report.State switch
        {
            ReportedState.Working => "working",
            ReportedState.Filled => "filled",
            _ => "over",
        };

    private static string Purpose(Position position, string clientOrderId) =>
        position.Intents.Any(i =>
            i.Purpose == IntentPurpose.Exit && i.Attempts.Any(a => a.ClientOrderId == clientOrderId)
        )
            ? "exit"
            : "entry";
}
