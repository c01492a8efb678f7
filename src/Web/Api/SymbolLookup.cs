using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Api;

/// <summary>Finds what the board has of a symbol named in a path, or the problem that says why it has nothing.</summary>
internal sealed class SymbolLookup(Installation installation, LiveBoard board)
{
    public IResult? TryFind(string name, string? series, out Found found)
    {
        found = default;
        if (!Symbol.TryParse(name, out var symbol))
            return Problems.BadField("symbol", $"1 to {Symbol.LongestName} letters or digits.");
        var configured = installation.Symbols.FirstOrDefault(s => s.Symbol == symbol);
        if (configured is null)
            return Problems.UnknownSymbol(name, installation.Symbols.Select(s => s.Symbol));
        var known = configured.Series.FirstOrDefault(s => string.Equals(s, series, StringComparison.OrdinalIgnoreCase));
        if (series is not null && known is null)
            return Problems.Of(
                StatusCodes.Status404NotFound,
                "unknown_series",
                $"{symbol} has no series '{Problems.Shown(series)}'.",
                ("series", Problems.Shown(series)),
                ("known", string.Join(", ", configured.Series))
            );
        var current = board.Current;
        var shown = current.Shown(symbol);
        if (shown is null)
            return Problems.NotReady($"No cycle has priced {symbol} yet.");
        found = new Found(current, shown, known ?? configured.Series.FirstOrDefault(), known);
        return null;
    }

    /// <param name="Series">The one asked for, else the first configured.</param>
    /// <param name="Asked">The one asked for, else null.</param>
    internal readonly record struct Found(Board Board, SymbolSnapshot Snapshot, string? Series, string? Asked);
}
