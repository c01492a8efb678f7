namespace Strikeboard.Faults.Points;

/// <summary>What people do meanwhile, so that the step is taken.</summary>
public enum Habit
{
    /// <summary>Orders that fill and orders that rest, closes, cancels, stops that are hit at once.</summary>
    Mixed,

    /// <summary>As before, and somebody pulls the switch.</summary>
    Switch,

    /// <summary>As before, and somebody pulls the switch and re-arms the desk.</summary>
    Rearm,

    /// <summary>More orders at once than the venue allows.</summary>
    Burst,

    /// <summary>A market has just closed, and what was held in it is about to be paid out.</summary>
    Payout,
}

/// <summary>A step in an order's life at which the process is ended, and perhaps again in the starts that follow.</summary>
/// <param name="Name">The event of `Strikeboard-Desk`, and behind the stroke what it is about; Sent and Answering are the HTTP client's.</param>
/// <param name="Fault">What the venue has to do for the step to be taken; null: whatever.</param>
/// <param name="Then">Ended again at these, each in the start that follows.</param>
public sealed record KillPoint(string Name, string? Fault = null, Habit Habit = Habit.Mixed, params string[] Then)
{
    /// <summary>In place of a step: at any moment.</summary>
    public const string AnyMoment = "at random";

    /// <summary>The venue behaves until something is held.</summary>
    public bool HoldsFirst { get; init; }

    /// <summary>All that it ends the process at.</summary>
    public IEnumerable<string> Steps => Then.Prepend(Name).Where(step => step != AnyMoment);

    /// <summary>Each of them is reached, or the run has failed.</summary>
    public static IReadOnlyList<KillPoint> All { get; } =
    [
        new("EntryJudged"),
        new("EntryWritten"),
        new("EntryKept"),
        new("EntryAdopted"),
        new("ChangeMade/entry begun"),
        new("ChangeKept/entry begun"),
        new("OrderLeaving/entry"),
        new("Sent/entry"),
        new("Answering/entry"),
        new("OrderAnswered/entry"),
        new("ChangeKept/entry filled"),
        new("ChangeKept/entry working"),
        new("ChangeKept/entry over"),
        new("ChangeKept/entry in doubt", "resetbefore"),
        new("ChangeKept/entry refused", "writes429"),
        new("ChangeKept/entry dropped", "", Habit.Burst),
        new("ChangeKept/entry absent", "resetbefore"),
        new("ChangeMade/entry fill"),
        new("ChangeKept/entry fill"),
        new("VenueRead/order", "losereply"),
        new("ExitDecided"),
        new("ChangeMade/exit asked"),
        new("ChangeKept/exit asked"),
        new("CommandWritten/exit"),
        new("CommandKept/exit"),
        new("ChangeMade/exit begun"),
        new("ChangeKept/exit begun"),
        new("OrderLeaving/exit"),
        new("Sent/exit"),
        new("Answering/exit"),
        new("OrderAnswered/exit"),
        new("ChangeKept/exit filled"),
        new("ChangeMade/exit fill"),
        new("ChangeKept/exit fill"),
        new("ChangeKept/exit in doubt", "resetbefore") { HoldsFirst = true },
        new("ChangeKept/exit tried again", "writes429") { HoldsFirst = true },
        new("CommandWritten/cancel", ""),
        new("CommandKept/cancel", ""),
        new("CancelLeaving", ""),
        new("Sent/cancel", ""),
        new("CancelAnswered", ""),
        new("SwitchPulled", "", Habit.Switch),
        new("SwitchKept", "", Habit.Switch),
        new("RearmKept", "", Habit.Rearm),
        new("VenueRead/trades", ""),
        new(AnyMoment, null, Habit.Mixed, "StartTaken/account", "VenueRead/holdings", "StartTaken/venue"),
        // Three lives in a row that end in the take-up itself.
        new(AnyMoment, null, Habit.Mixed, "StartTaken/positions", "StartTaken/positions", "StartTaken/positions"),
        new("SettlementKept", "", Habit.Payout, "ChangeMade/settled", "ChangeKept/settled"),
    ];
}
