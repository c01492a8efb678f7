using System.Collections.Concurrent;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;

namespace Strikeboard.Web.Screens.Strikes;

/// <summary>The newest table of each series in words: written by the first viewer who looks, read by all the others.</summary>
public sealed class StrikeLines
{
    private readonly ConcurrentDictionary<(Symbol, string), Written> _newest = new();

    public IReadOnlyList<StrikeLine> Of(StrikeTable table, Freshness fresh, DateTimeOffset now)
    {
        // Ages are told in whole seconds, so within one second of the table's life all viewers read the same.
        var second = (long)Math.Floor((now - table.AsOf).TotalSeconds);
        var (hidden, quality) = (fresh.Hidden, fresh.Quality);
        var key = (table.Symbol, table.Series);
        if (
            _newest.TryGetValue(key, out var known)
            && ReferenceEquals(known.Table, table)
            && (known.Second, known.Hidden, known.Quality) == (second, hidden, quality)
        )
            return known.Lines;
        var at = table.AsOf + TimeSpan.FromSeconds(second);
        StrikeLine[] lines = [.. table.Rows.Select(row => StrikeLine.Of(row, table.AtTheMoney, fresh, at))];
        _newest[key] = new Written(table, second, hidden, quality, lines);
        return lines;
    }

    private sealed record Written(
        StrikeTable Table,
        long Second,
        bool Hidden,
        Quality Quality,
        IReadOnlyList<StrikeLine> Lines
    );
}
