using System.Collections.Immutable;
using Strikeboard.Engine;
using Strikeboard.Model;

namespace Strikeboard.Web.Hosting;

/// <summary>What this running system is: fixed from the start of the process to its end.</summary>
public sealed record Installation(Mode Mode, string Version, ImmutableArray<ConfiguredSymbol> Symbols)
{
    public static Installation Of(Mode mode, IEnumerable<SymbolOptions> symbols) =>
        new(
            mode,
            typeof(Installation).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
            [.. symbols.Select(s => new ConfiguredSymbol(new Symbol(s.Name), [.. s.KalshiSeries]))]
        );
}

/// <param name="Series">The first is shown where none is named.</param>
public sealed record ConfiguredSymbol(Symbol Symbol, ImmutableArray<string> Series);
