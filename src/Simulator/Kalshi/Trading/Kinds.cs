namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>The kinds of lines in the ledger; README.md says what each holds.</summary>
internal static class Kinds
{
    public const string Funded = "funded";
    public const string Received = "received";
    public const string Refused = "refused";
    public const string Dropped = "dropped";
    public const string Accepted = "accepted";
    public const string Filled = "filled";
    public const string Cancelled = "cancelled";
    public const string Decreased = "decreased";
    public const string Amended = "amended";
    public const string Listed = "listed";
    public const string Settled = "settled";
    public const string Paid = "paid";
    public const string Group = "group";
    public const string TransferSent = "transfer_sent";
    public const string TransferArrived = "transfer_arrived";
    public const string Moved = "moved";
}

internal static class GroupSteps
{
    public const string Created = "created";
    public const string Reset = "reset";
    public const string Triggered = "triggered";
    public const string Limited = "limited";
    public const string Deleted = "deleted";
}
