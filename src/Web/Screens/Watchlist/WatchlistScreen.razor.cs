using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Watchlist;

/// <summary>The rows worth a look, the rule that chose them, and what just missed it.</summary>
public sealed partial class WatchlistScreen
{
    private PricedSymbol _symbol = default!;
    private SymbolSnapshot? _shown;
    private Model.Watchlist? _list;
    private Freshness _fresh;
    private DateTimeOffset _madeAt;
    private IReadOnlyList<Criterion> _criteria = [];
    private TableShape<WatchLine> _shape = default!;
    private MemoryRows<WatchLine> _source = default!;
    private long _revision;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    [Inject]
    private WatchlistOptions Criteria { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Parameter]
    public string? SymbolName { get; set; }

    protected override BoardTopics Topics => BoardTopics.Cycle;

    private int Listed => _list is { Closed: null } && !_fresh.Hidden ? _list.Entries.Length : 0;

    protected override void OnInitialized()
    {
        _shape = WatchTable.Shape(Contract, SideOf, QuoteOf);
        _source = new(_shape, Time);
        base.OnInitialized();
    }

    protected override void OnParametersSet()
    {
        _symbol = Surroundings.SymbolOrFirst(SymbolName);
        _criteria = Criterion.All(Criteria);
        OnBoard();
    }

    protected override void OnBoard()
    {
        // The first look comes before the address has been read.
        if (_symbol is null)
            return;
        _shown = Board.Shown(_symbol.Symbol);
        _list = _shown?.Watchlist;
        if (_list is null)
            return;
        _fresh = Board.FreshnessOf(_list, Now);
        _madeAt = Board.MadeAt(_list.CycleId);
        _source.Set(
            [
                .. _list.Entries.Select(entry => new WatchLine(
                    entry,
                    _fresh.IsStale || entry.Row.Quality >= Quality.Stale,
                    entry.Row.QuoteAsOf is { } at ? Now - at : null
                )),
            ],
            _list.AsOf
        );
        _revision++;
    }

    private StrikeRow? RowOf(NearMiss miss) =>
        _shown?.StrikesOf(miss.Series)?.Rows.FirstOrDefault(row => row.Ticker == miss.Ticker);

    private static string Sentence(string text) =>
        text.Length == 0 ? "" : $"{char.ToUpperInvariant(text[0])}{text[1..].TrimEnd('.')}.";
}
