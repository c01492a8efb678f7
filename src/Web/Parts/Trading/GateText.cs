using System.Globalization;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Parts.Trading;

/// <summary>The conditions of an entry in words, with their units.</summary>
public static class GateText
{
    private static readonly Dictionary<string, (string Title, string Unit)> Words = new(StringComparer.Ordinal)
    {
        [EntryGateNames.Switch] = ("Bot and symbol are on", ""),
        [EntryGateNames.Open] = ("The desk may open positions", ""),
        [EntryGateNames.Guard] = ("The bot is armed", ""),
        [EntryGateNames.Quality] = ("Everything is live", ""),
        [EntryGateNames.QuoteAge] = ("Age of the quote", "s"),
        [EntryGateNames.ClosesAfter] = ("Closes late enough", "s"),
        [EntryGateNames.ClosesWithin] = ("Closes soon enough", "s"),
        [EntryGateNames.Slot] = ("Not held, nor closed today", ""),
        [EntryGateNames.EventSide] = ("This side of the event is new", ""),
        [EntryGateNames.Between] = ("Since the last entry", "s"),
        [EntryGateNames.AfterRefusal] = ("Since the last refusal", "s"),
        [EntryGateNames.Watchlist] = ("On the watchlist", ""),
        [EntryGateNames.Momentum] = ("Momentum towards it", "%"),
        [EntryGateNames.MomentumAgainst] = ("Momentum against it", "%"),
        [EntryGateNames.PriceMin] = ("Dear enough", "¢"),
        [EntryGateNames.PriceMax] = ("Cheap enough", "¢"),
        [EntryGateNames.Probability] = ("Chance", ""),
        [EntryGateNames.Edge] = ("Edge", "¢"),
        [EntryGateNames.Volume] = ("Contracts traded", ""),
        [EntryGateNames.OpenInterest] = ("Contracts held", ""),
        [EntryGateNames.BestOfCycle] = ("Best of the cycle", ""),
    };

    public static IEnumerable<string> Names => Words.Keys;

    public static string Title(string gate) => Words.TryGetValue(gate, out var words) ? words.Title : gate;

    public static string Amount(EntryGate gate, double? amount) =>
        amount is not { } value ? MoneyText.None
        : gate.Name == EntryGateNames.Quality ? QualityText.Of((Quality)(int)value).Word
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{value:#,0.###}{(Words.GetValueOrDefault(gate.Name).Unit is { Length: > 0 } unit ? $" {unit}" : "")}"
        );
}
