using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Strikeboard.Engine;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;

namespace Strikeboard.Web.Api;

/// <summary>What the kept decisions are narrowed by. Read as text, so that a wrong one is answered with its name.</summary>
internal sealed record StretchParameters(
    [property: FromQuery, Description("Short name, such as BTC.")] string? Symbol,
    [property: FromQuery, Description("Found anywhere in the instrument.")] string? Instrument,
    [property: FromQuery, Description("yes or no.")] string? Side,
    [property: FromQuery, Description("no, refused or entered.")] string? Outcome,
    [property: FromQuery, Description("The condition that said no first, or the desk's code.")] string? Gate,
    [property: FromQuery, Description("At most so many conditions were not met.")] string? Lacks,
    [property: FromQuery, Description("newest (default) or nearest first.")] string? Order
)
{
    private const int LongestText = 200;
    private const string Newest = "newest";
    private const string Nearest = "nearest";

    public IResult? TryRead(PageRequest page, out StretchFilter filter, out bool nearest)
    {
        filter = new StretchFilter
        {
            From = page.From,
            To = page.To,
            Symbol = Symbol,
            Instrument = Instrument,
            Gate = Gate,
        };
        nearest = string.Equals(Order, Nearest, StringComparison.OrdinalIgnoreCase);
        foreach (var (name, text) in new[] { ("symbol", Symbol), ("instrument", Instrument), ("gate", Gate) })
        {
            if (text is { Length: 0 or > LongestText } || text?.Any(char.IsControl) == true)
                return Problems.BadField(name, $"not a text of 1 to {LongestText} signs.");
        }
        if (Side is not null)
        {
            if (!Words.TryParse<Side>(Side, out var side))
                return Problems.BadField("side", $"one of {Words.Of<Side>()}.");
            filter = filter with { Side = side };
        }
        if (Outcome is not null)
        {
            if (!Words.TryParse<DecisionOutcome>(Outcome, out var outcome))
                return Problems.BadField("outcome", $"one of {Words.Of<DecisionOutcome>()}.");
            filter = filter with { Outcome = outcome };
        }
        if (Lacks is not null)
        {
            if (!int.TryParse(Lacks, NumberStyles.None, CultureInfo.InvariantCulture, out var lacks))
                return Problems.BadField("lacks", "not a whole number of conditions.");
            filter = filter with { Lacks = lacks };
        }
        if (!nearest && Order is not null && !string.Equals(Order, Newest, StringComparison.OrdinalIgnoreCase))
            return Problems.BadField("order", $"{Newest} or {Nearest}.");
        return null;
    }
}
