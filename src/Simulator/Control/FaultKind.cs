namespace Strikeboard.Simulator.Control;

internal enum FaultKind
{
    Drop,
    Mute,
    Freeze,
    Gap,
    Malformed,
    Rest5xx,
    Rest429,
    Slow,
    Unauthorized,
    Down,
    Maintenance,
    Halt,
    Unentitled,

    // From here on: troubles of trading.
    ResetBefore,
    ResetAfter,
    LoseReply,
    SlowReply,
    Rest5xxAfter,
    EmptyReply,
    GarbledReply,
    Writes429,
    HideOrders,
    FillAfterCancel,
    LoseFills,
    DuplicateFills,
    ReorderFills,
    LateFills,
    Orders5xx,
    Positions5xx,
    Fills5xx,
    Balance5xx,
}

/// <summary>What a fault is asked about: whose request or fill, in which market, by which operation. Null: not known or not wanted.</summary>
internal readonly record struct FaultTarget(string? Account, string? Instrument = null, string? Operation = null);

internal static class FaultNames
{
    public static readonly IReadOnlyList<string> Venues = ["coinbase", "kalshi"];

    public static readonly IReadOnlyList<string> Kinds = [.. Enum.GetValues<FaultKind>().Select(Name)];

    public static readonly IReadOnlyList<string> Operations =
    [
        "create",
        "cancel",
        "amend",
        "decrease",
        "batch_create",
        "batch_cancel",
        "cancel_all",
        "group",
        "transfer",
    ];

    /// <summary>What only a venue with keys, contracts and an index can suffer.</summary>
    public static bool OnKalshiOnly(FaultKind kind) =>
        IsOfTrading(kind)
        || kind is FaultKind.Unauthorized or FaultKind.Maintenance or FaultKind.Halt or FaultKind.Unentitled;

    /// <summary>What strikes one account's requests and fills, and can therefore be aimed.</summary>
    public static bool IsOfTrading(FaultKind kind) => kind >= FaultKind.ResetBefore;

    public static string Name(FaultKind kind) => Enum.GetName(kind)!.ToLowerInvariant();

    public static FaultKind? Parse(string? name) =>
        Enum.GetValues<FaultKind>()
            .Where(k => string.Equals(Name(k), name, StringComparison.Ordinal))
            .Select(k => (FaultKind?)k)
            .FirstOrDefault();
}
