namespace Strikeboard.Model;

public static class QualityRules
{
    public static Quality Worst(Quality a, Quality b) => a > b ? a : b;

    /// <summary>Only live and delayed values may open risk; the others may be shown, marked, and may drive exits.</summary>
    public static bool MayOpenRisk(this Quality quality) => quality <= Quality.Delayed;

    public static bool IsUsable(this Quality quality) => quality < Quality.Stale;

    /// <summary>A price is as good as its worst proof: the stream must speak, and the product must not have been quiet for too long.</summary>
    public static Quality OfPrice(Transport transport, TimeSpan sinceTick, TimeSpan sinceAnyFrame) =>
        transport switch
        {
            Transport.Stream => Worst(
                FreshnessLimits.SilentStream.Judge(sinceAnyFrame),
                FreshnessLimits.QuietProduct.Judge(sinceTick)
            ),
            Transport.Polling => sinceTick <= FreshnessLimits.Polling ? Quality.Fallback : Quality.Stale,
            _ => Quality.Missing,
        };

    /// <summary>Books on a healthy stream are as old as the last proof that nothing was missed, not as the last change.</summary>
    public static Quality OfBook(Transport transport, TimeSpan sinceProof) =>
        transport switch
        {
            Transport.Stream => FreshnessLimits.MarketBooks.Judge(sinceProof),
            Transport.Polling => sinceProof <= FreshnessLimits.Polling ? Quality.Fallback : Quality.Stale,
            _ => Quality.Missing,
        };

    /// <summary>What a reader should call an output that had this quality when its cycle made it, now that it has aged.</summary>
    public static Quality Aged(Quality whenMade, TimeSpan age)
    {
        var byAge = FreshnessLimits.CycleOutputs.Judge(age);
        return Worst(whenMade, byAge);
    }

    /// <summary>The same for a part of a cycle that carries an input's own value: a young cycle does not make an old input younger.</summary>
    /// <param name="sinceProof">Since the input was last proven.</param>
    /// <param name="limits">What such an input is allowed where it comes from a stream.</param>
    public static Quality Aged(Quality whenMade, TimeSpan sinceMade, TimeSpan sinceProof, FreshnessLimits limits)
    {
        var aged = Aged(whenMade, sinceMade);
        return whenMade switch
        {
            Quality.Live or Quality.Delayed => Worst(aged, limits.Judge(sinceProof)),
            Quality.Fallback when sinceProof > FreshnessLimits.Polling => Worst(aged, Quality.Stale),
            _ => aged,
        };
    }
}
