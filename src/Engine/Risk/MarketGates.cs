using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

internal static class MarketGates
{
    public static Refusal? Known(RiskCase on) =>
        on.Facts.Instrument is { } known
        && known.Instrument == on.Wish.Instrument
        && known is { Event.Length: > 0, Symbol.Length: > 0, Tick: > 0m, Lot: > 0m, FeeMultiplier: >= 0m }
            ? null
            : RiskCase
                .No("risk.instrument", $"{on.Wish.Instrument} is not an instrument that is known here.")
                .With("instrument", on.Wish.Instrument);

    public static Refusal? Trading(RiskCase on)
    {
        if (on.Facts.VenueTrades is not { } trades)
            return RiskCase.No("risk.venue", $"Whether the venue trades is not known.");
        if (!trades)
            return RiskCase.No("risk.venue", $"The venue does not trade just now.").With("trades", trades);
        return on.Facts.Instrument is not { } known || known.Status == MarketStatus.Active
            ? null
            : RiskCase
                .No("risk.market", $"{known.Instrument} is {Word(known.Status)} and takes no orders.")
                .With("status", Word(known.Status));
    }

    public static Refusal? Closing(RiskCase on)
    {
        if (on.Facts.Instrument is not { } known)
            return null;
        var left = (known.ClosesAt - on.Facts.Now).TotalSeconds;
        return left >= on.Limits.MinSecondsToClose
            ? null
            : RiskCase
                .No(
                    "risk.closing",
                    $"{known.Instrument} closes in {Math.Max(0, left):0.#} s; at least {on.Limits.MinSecondsToClose} s have to be left."
                )
                .With("seconds", left)
                .With("limit", on.Limits.MinSecondsToClose);
    }

    private static string Word(MarketStatus status) => status.ToString().ToLowerInvariant();
}
