using Strikeboard.Model;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Shell.Desk;

/// <summary>One of the things that may be asked of the trading desk in an emergency or after it, with what it does and what it does not.</summary>
/// <param name="AsksAgain">It is confirmed once more, with its figures. The kill is not: the panel shows them beside it.</param>
public sealed record DeskVerb(
    string Word,
    string Icon,
    Command Command,
    string Does,
    string DoesNot,
    bool AsksAgain = false,
    bool NeedsReason = false
)
{
    public static readonly DeskVerb Kill = new(
        "Kill",
        "stop",
        new Kill(),
        "Pauses entries and cancels orders at once, latched until it is re-armed.",
        "It does not close positions: they stay, and stay protected."
    );

    public static readonly DeskVerb Pause = new(
        "Pause entries",
        "pause",
        new PauseEntries(),
        "Nothing is opened any more, by bots or by people.",
        "It does not cancel what rests, does not close positions, and does not stop the pipeline."
    );

    public static readonly DeskVerb Resume = new(
        "Resume entries",
        "play",
        new ResumeEntries(),
        "Positions may be opened again, within the limits.",
        "It does not lift a kill, and arms no bot that has switched itself off."
    );

    public static readonly DeskVerb Cancel = new(
        "Cancel orders",
        "cross",
        new CancelOrders(),
        "Takes back what rests of all entries.",
        "It does not cancel exits, does not close positions, and does not stop new entries."
    );

    public static readonly DeskVerb Flatten = new(
        "Flatten",
        "down",
        new Flatten(),
        "Sells everything that the desk holds, at the bids there are.",
        "It does not stop new entries: pause them or kill first.",
        AsksAgain: true
    );

    public static readonly DeskVerb Rearm = new(
        "Re-arm",
        "shield",
        new Rearm(),
        "Lifts the kill: risk may be opened again.",
        "It does not resume entries that were paused, and opens nothing by itself.",
        AsksAgain: true,
        NeedsReason: true
    );

    /// <summary>Whether the state admits it; null when it does, else why not.</summary>
    public string? RefusedIn(RiskView risk, DeskSum held) =>
        this == Kill && risk.Killed ? "it is killed already"
        : this == Pause && risk.EntriesPaused ? "entries are paused already"
        : this == Resume && !risk.EntriesPaused ? "entries are not paused"
        : this == Rearm && risk is { Killed: false, State: RiskState.Active } ? "it is armed"
        : this == Flatten && held is { Positions: 0, Resting: 0 } ? "nothing is held"
        : null;
}
