using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Charts;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Text;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Prices;

/// <summary>One price: how it went, what is known of it, and what it may do until the close.</summary>
public sealed partial class PricesScreen
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A long range is read anew now and then, for what arrived since is not thinned.</summary>
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(5);

    private readonly PriceTape _tape = new();
    private PricedSymbol _symbol = default!;
    private PriceRange _range = PriceRange.All[0];
    private ChartModel _model = default!;
    private SymbolSnapshot? _shown;
    private PriceView? _price;
    private StrikeTable? _table;
    private StrikeEvent? _event;
    private Freshness _fresh;
    private PriceTick? _lastTick;
    private DateTimeOffset? _frozenAt;
    private DateTimeOffset _readAt;
    private string? _trouble;
    private int _missed;
    private int _asked;
    private bool _average;
    private bool _strikes;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    [Inject]
    private IPastPrices Past { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter]
    public string? SymbolName { get; set; }

    [SupplyParameterFromQuery(Name = "range")]
    public string? RangeWord { get; set; }

    [SupplyParameterFromQuery(Name = "average")]
    public string? Average { get; set; }

    [SupplyParameterFromQuery(Name = "strikes")]
    public string? Strikes { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    protected override BoardTopics Topics => BoardTopics.Ticks | BoardTopics.Cycle;

    private IEnumerable<(string Word, TimeSpan Length)> Horizons =>
        new (string Word, TimeSpan? Length)[]
        {
            ("1 minute", TimeSpan.FromMinutes(1)),
            ("15 minutes", TimeSpan.FromMinutes(15)),
            ("1 hour", TimeSpan.FromHours(1)),
            ("the close", _event?.CloseTime - Now),
        }
            .Where(horizon => horizon.Length > TimeSpan.Zero)
            .Select(horizon => (horizon.Word, horizon.Length!.Value));

    private string? AverageRemark =>
        _price is { OneMinuteAverage: { } mean }
            ? $"price {MoneyText.SignedDollars((double)(_price.Price - mean))}"
            : null;

    private DateTimeOffset? ShortHistory =>
        _tape.Read is { Points: { IsEmpty: false } points } read && points[0].At - read.Range.From > _range.Length / 50
            ? points[0].At
            : null;

    private string Fineness =>
        _tape.Read is not { } read ? ""
        : read.Range.Resolution <= TimeSpan.FromSeconds(1) ? "Every second has its point."
        : $"Of each {TimeSpanText.Age(read.Range.Resolution)} the first, last, lowest and highest second.";

    protected override async Task OnParametersSetAsync()
    {
        var (symbol, range) = (Surroundings.SymbolOrFirst(SymbolName), PriceRange.Of(RangeWord));
        var other = symbol != _symbol;
        var again = other || range != _range || _tape.Read is null;
        (_symbol, _range, _average, _strikes) = (symbol, range, Average == "on", Strikes == "on");
        if (other)
            Forget();
        Look(Board, Now);
        // The prerendered copy is thrown away: it need not read.
        if (again && RendererInfo.IsInteractive)
            await ReadPastAsync();
    }

    protected override void OnBoard()
    {
        // The first look comes before the address has been read.
        if (_symbol is null)
            return;
        if (Board.Ticks.GetValueOrDefault(_symbol.Symbol) is { } tick && tick != _lastTick)
        {
            _lastTick = tick;
            _tape.Take(tick);
            if (_frozenAt is not null)
                _missed++;
        }
        if (Board.Cycle is { } cycle)
            _tape.Take(cycle.DueAt, cycle.Of(_symbol.Symbol)?.Price?.OneMinuteAverage);
        if (_frozenAt is not null)
            return;
        Look(Board, Now);
        if (_tape.Read is { Range.Resolution.TotalSeconds: > 1 } && Now - _readAt > RenewAfter)
            _ = ReadPastAsync();
    }

    private void Look(Board board, DateTimeOffset now)
    {
        _shown = board.Shown(_symbol.Symbol);
        _price = _shown?.Price;
        _fresh = _shown is null
            ? new Freshness(Quality.Missing, TimeSpan.MaxValue, true)
            : board.FreshnessOf(_shown, now);
        _table = _shown?.StrikesOf(_symbol.Series is [var first, ..] ? first : null);
        _event = _table?.Event is { } e && e.CloseTime > now ? e : null;
        Draw(now);
    }

    private void Draw(DateTimeOffset now) =>
        _model = PriceChart.Of(_symbol.Symbol, _tape, _range, now, _average, _strikes ? _table : null);

    private void Forget()
    {
        _tape.Clear();
        (_lastTick, _frozenAt, _missed) = (null, null, 0);
    }

    /// <summary>The last asked wins: an answer that comes late, to an earlier question, is dropped.</summary>
    private async Task ReadPastAsync()
    {
        var asked = ++_asked;
        _readAt = Time.GetUtcNow();
        var now = new DateTimeOffset(_readAt.Ticks - _readAt.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        patience.CancelAfter(Patience);
        try
        {
            var past = await Past.ReadAsync(_symbol.Symbol, PastRange.Last(_range.Length, now), patience.Token);
            if (asked != _asked)
                return;
            _tape.Begin(past);
            _trouble = null;
        }
        catch (Exception exception)
        {
            if (asked != _asked || Gone.IsCancellationRequested)
                return;
            _trouble = exception is OperationCanceledException ? "No answer within ten seconds." : exception.Message;
        }
        Draw(_frozenAt ?? Time.GetUtcNow());
        StateHasChanged();
    }

    private void FreezeOrThaw()
    {
        if (_frozenAt is not null)
            Thaw();
        else
            (_frozenAt, _missed) = (Now, 0);
    }

    private void Thaw()
    {
        _frozenAt = null;
        Look(Board, Now);
    }

    private decimal? MoveOver(TimeSpan length) =>
        _price is { } price
            ? price.Price * (decimal)(price.SigmaPerSecond * Math.Sqrt(Math.Max(0, length.TotalSeconds)))
            : null;

    private void Go(string? average = null, string? strikes = null, string? view = null) =>
        Navigation.NavigateTo(Address(average: average, strikes: strikes, view: view), replace: true);

    /// <summary>The address of what is shown, with what is given changed. Empty takes a choice away.</summary>
    private string Address(string? range = null, string? average = null, string? strikes = null, string? view = null)
    {
        (string Name, string? Value)[] choices =
        [
            ("range", range ?? RangeWord),
            ("average", average ?? Average),
            ("strikes", strikes ?? Strikes),
            ("view", view ?? View),
        ];
        var query = string.Join(
            '&',
            choices.Where(c => c.Value is { Length: > 0 }).Select(c => $"{c.Name}={Uri.EscapeDataString(c.Value!)}")
        );
        var path = $"prices/{_symbol.Symbol.Name.ToLower(CultureInfo.InvariantCulture)}";
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    private static string Pressed(bool on) => on ? "true" : "false";

    private static string Tick(bool on) => on ? "ok" : "flat";
}
