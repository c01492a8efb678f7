using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;

namespace Strikeboard.Examples.Spot;

// doc: screen
/// <summary>One symbol's price, and how fresh it is.</summary>
public sealed partial class SpotScreen
{
    private PriceView? _price;
    private Freshness _fresh;

    /// <summary>From the address: whoever follows a link sees the same.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>What it is drawn again for; besides, once a second, since ages count by themselves.</summary>
    protected override BoardTopics Topics => BoardTopics.Cycle;

    protected override void OnParametersSet() => OnBoard();

    protected override void OnBoard()
    {
        var shown = Symbol.TryParse(Name, out var symbol) ? Board.Shown(symbol) : null;
        (_price, _fresh) = shown is { Price: { } price }
            ? (price, Board.FreshnessOf(shown, Now))
            : (null, new Freshness(Quality.Missing, TimeSpan.Zero, Hidden: true));
    }
}
// doc: end
