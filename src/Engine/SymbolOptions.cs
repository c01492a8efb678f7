using System.ComponentModel.DataAnnotations;

namespace Strikeboard.Engine;

/// <summary>One thing we price: configuration, not code.</summary>
public sealed class SymbolOptions
{
    [Required, RegularExpression("^[A-Za-z0-9]{1,12}$")]
    public string Name { get; set; } = "";

    /// <summary>The venue's product whose price is taken, such as BTC-USD.</summary>
    [Required]
    public string CoinbaseProduct { get; set; } = "";

    /// <summary>The index that settles its contracts, such as BRTI; used where the account may see it. Empty: never asked for.</summary>
    public string Index { get; set; } = "";

    /// <summary>The contract series priced from it; the first is the one shown by default.</summary>
    [MinLength(1)]
    public List<string> KalshiSeries { get; set; } = [];
}
