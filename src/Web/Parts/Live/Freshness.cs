using Strikeboard.Model;

namespace Strikeboard.Web.Parts.Live;

/// <summary>How a shown value stands now: its word, its age, and whether the number may still be shown at all.</summary>
public readonly record struct Freshness(Quality Quality, TimeSpan Age, bool Hidden)
{
    /// <summary>Of what is known for certain, such as the time of a close.</summary>
    public static readonly Freshness Always = new(Quality.Live, TimeSpan.Zero, Hidden: false);

    /// <summary>Past twice its limit a number misleads more than it helps.</summary>
    private static readonly TimeSpan HiddenAfter = FreshnessLimits.CycleOutputs.Delayed * 2;

    public bool IsStale => Quality >= Quality.Stale;

    public string Class =>
        Hidden ? "stale hatch hidden-value"
        : IsStale ? "stale hatch"
        : "";

    public static Freshness Of(PriceView price, DateTimeOffset madeAt, DateTimeOffset now) =>
        Of(price.Quality, madeAt, price.AsOf, now) with
        {
            Quality = price.QualityAt(madeAt, now),
        };

    public static Freshness Of(StrikeTable table, DateTimeOffset madeAt, DateTimeOffset now) =>
        Of(table.Quality, madeAt, table.AsOf, now) with
        {
            Quality = table.QualityAt(madeAt, now),
        };

    /// <param name="whenMade">The quality it had in the cycle that made it.</param>
    /// <param name="madeAt">When that cycle was due.</param>
    /// <param name="asOf">The last proof of the value itself, which is what its age counts from.</param>
    public static Freshness Of(Quality whenMade, DateTimeOffset madeAt, DateTimeOffset asOf, DateTimeOffset now)
    {
        var sinceMade = now - madeAt;
        var quality = whenMade == Quality.Missing ? Quality.Missing : QualityRules.Aged(whenMade, sinceMade);
        return new Freshness(quality, now - asOf, sinceMade > HiddenAfter || quality == Quality.Missing);
    }
}
