using Strikeboard.Model;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Shell;

/// <summary>What never changes while the process lives and every page shows: the mode, and what is priced.</summary>
public sealed record Surroundings(Mode Mode, string Version, IReadOnlyList<PricedSymbol> Symbols)
{
    public static Surroundings Of(Installation installation) =>
        new(
            installation.Mode,
            installation.Version,
            [.. installation.Symbols.Select(s => new PricedSymbol(s.Symbol, s.Series))]
        );

    /// <summary>An address that names no symbol, or none of ours, means the first.</summary>
    public PricedSymbol SymbolOrFirst(string? name) =>
        Symbols.FirstOrDefault(s => string.Equals(s.Symbol.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? Symbols[0];

    public string ModeWord =>
        Mode switch
        {
            Mode.Live => "live",
            Mode.Paper => "paper",
            _ => "demo",
        };

    public string ModeTitle =>
        Mode switch
        {
            Mode.Live => "Live",
            Mode.Paper => "Paper",
            _ => "Demo",
        };

    public string ModeMeaning =>
        Mode switch
        {
            Mode.Live => "real prices and real orders",
            Mode.Paper => "real prices; orders are filled on paper and reach no venue",
            _ => "no order can leave this machine",
        };
}

/// <param name="Series">The contract series priced from it; the first is shown when none is named.</param>
public sealed record PricedSymbol(Symbol Symbol, IReadOnlyList<string> Series);
