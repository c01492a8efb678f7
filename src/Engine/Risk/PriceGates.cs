using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

internal static class PriceGates
{
    public static Refusal? Range(RiskCase on) => on.HasPrice ? null : OutOfRange(on.Wish.LimitPrice);

    public static Refusal OutOfRange(decimal price) =>
        RiskCase
            .No(
                "risk.price",
                $"A limit of {RiskCase.Dollars(price)} is outside {RiskCase.Dollars(ExitGate.Lowest)} to {RiskCase.Dollars(ExitGate.Highest)}."
            )
            .With("price", price)
            .With("lowest", ExitGate.Lowest)
            .With("highest", ExitGate.Highest);

    public static Refusal? Tick(RiskCase on) =>
        on.Facts.Instrument is not { Tick: > 0m and var tick } || on.Wish.LimitPrice % tick == 0m
            ? null
            : RiskCase
                .No(
                    "risk.tick",
                    $"A limit of {RiskCase.Dollars(on.Wish.LimitPrice)} is not a multiple of {RiskCase.Dollars(tick)}."
                )
                .With("price", on.Wish.LimitPrice)
                .With("tick", tick);

    /// <summary>Fallback, estimated and stale prices may be shown; none of them opens risk.</summary>
    public static Refusal? Fresh(RiskCase on)
    {
        if (on.Facts.Book is not { } book)
            return RiskCase.No("risk.book", $"No price of {on.Wish.Instrument} is known.");
        var age = on.Facts.Now - book.AsOf;
        var quality = age < -RiskCase.Ahead ? Quality.Missing : QualityRules.OfBook(book.Transport, age);
        return quality.MayOpenRisk()
            ? null
            : RiskCase
                .No(
                    "risk.stale",
                    $"The price of {on.Wish.Instrument} is {quality.ToString().ToLowerInvariant()}: {age.TotalSeconds:0.#} s old."
                )
                .With("ageSeconds", age.TotalSeconds)
                .With("quality", quality.ToString().ToLowerInvariant());
    }

    public static Refusal? Collar(RiskCase on)
    {
        if (on.Facts.Book is not { } book || !on.HasPrice)
            return null;
        if (book.Ask is not { } ask || ask is <= 0m or >= 1m)
            return RiskCase.No("risk.book", $"Nobody offers {on.Wish.Instrument}.");
        if (book.Bid >= ask)
            return RiskCase
                .No("risk.book", $"The book of {on.Wish.Instrument} is crossed.")
                .With("bid", book.Bid)
                .With("ask", ask);
        var highest = ask + (on.Limits.CollarCents / 100m);
        return on.Wish.LimitPrice <= highest
            ? null
            : RiskCase
                .No(
                    "risk.collar",
                    $"A limit of {RiskCase.Dollars(on.Wish.LimitPrice)} is more than {on.Limits.CollarCents} cents above the best offer of {RiskCase.Dollars(ask)}."
                )
                .With("price", on.Wish.LimitPrice)
                .With("ask", ask)
                .With("limit", on.Limits.CollarCents);
    }
}
