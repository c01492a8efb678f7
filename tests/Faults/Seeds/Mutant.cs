namespace Strikeboard.Faults.Seeds;

/// <summary>Mistakes that were made elsewhere, kept to prove that they would be noticed here.</summary>
public enum Mutant
{
    None,
    FreshNameAfterRestart,
    SendBeforeCommit,
    ErrorIsAbsence,
    OneReadIsProof,
    RetriedDuplicateIsRefusal,
    TimeoutIsRefusal,
    ExitBeforeCancelConfirmed,
    SecondExit,
    FillsCountTwice,
    FillAfterFinalIgnored,
    UnknownEndsWithTime,
    CancelErrorIsCancelled,
    ClosedTodayClearedAtStart,
    SlotTakenByFill,
}
