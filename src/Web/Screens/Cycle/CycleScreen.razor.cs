using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Screens.Cycle;

/// <summary>One past cycle: what it read, what it made of that, and how long each step took.</summary>
public sealed partial class CycleScreen
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone = new();
    private CycleDetail? _detail;
    private SymbolContent? _shown;
    private string? _trouble;
    private long? _asked;
    private bool _loaded;

    [Inject]
    private ICycleReader Cycles { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private ContentOptions Kept { get; set; } = default!;

    [Parameter]
    public long Number { get; set; }

    [SupplyParameterFromQuery(Name = "symbol")]
    public string? SymbolWord { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_asked != Number || !_loaded)
            await LoadAsync();
        _shown = Pick();
    }

    public void Dispose() => _gone.Cancel();

    /// <summary>A past cycle does not change: it is read once, and again only when asked for.</summary>
    private async Task LoadAsync()
    {
        var asked = Number;
        _asked = asked;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        patience.CancelAfter(Patience);
        try
        {
            var detail = await Cycles.FindAsync(asked, patience.Token);
            // The last asked wins.
            if (asked == _asked)
                (_detail, _trouble) = (detail, null);
        }
        catch (Exception exception)
        {
            if (asked == _asked)
                _trouble =
                    exception is OperationCanceledException ? "No answer within ten seconds." : exception.Message;
        }
        _loaded = true;
        _shown = Pick();
    }

    private SymbolContent? Pick()
    {
        var symbols = _detail?.Content?.Symbols ?? [];
        return symbols.FirstOrDefault(s => string.Equals(s.Symbol.Name, SymbolWord, StringComparison.OrdinalIgnoreCase))
            ?? (symbols.IsEmpty ? null : symbols[0]);
    }

    private string Address(long number) => Address(number, _shown?.Symbol);

    private static string Address(long number, Symbol? symbol)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"cycles/{number}");
        return symbol is { } known ? $"{path}?symbol={known.Name.ToLowerInvariant()}" : path;
    }
}
