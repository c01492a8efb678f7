using Microsoft.AspNetCore.Components;
using Strikeboard.Engine;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Limits;

/// <summary>What the desk may do at most and how far it goes just now; changed after one more look at before and after.</summary>
public sealed partial class LimitsScreen
{
    private const int ShownChanges = 20;

    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private LimitsView? _view;
    private IReadOnlyList<LimitsChange>? _history;
    private string? _reason;
    private bool _asking;
    private bool _sending;

    [Inject]
    private ILimitsReader Reader { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    protected override BoardTopics Topics => BoardTopics.Trading;

    protected override TimeSpan? ReadEvery => TimeSpan.FromSeconds(2);

    private string? Lacks => Viewer.Lacks(Role.Administrator);

    private bool AnyFault => _view?.Items.Any(limit => FaultOf(limit) is not null) == true;

    private IEnumerable<(LimitView Limit, decimal Wished)> Wishes =>
        from limit in _view?.Items ?? []
        where _typed.ContainsKey(limit.Name)
        select (limit, LimitText.Parse(_typed[limit.Name]) ?? limit.Value);

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var view = await Reader.ReadAsync(cancellationToken);
        if (_view?.Version != view.Version || _history is null)
            _history = (await Reader.HistoryAsync(new PageRequest(Limit: ShownChanges), cancellationToken)).Items;
        _view = view;
    }

    private string Shown(LimitView limit) => _typed.GetValueOrDefault(limit.Name, LimitText.Number(limit.Value));

    private string Title(string name) => _view?.Items.FirstOrDefault(limit => limit.Name == name)?.Title ?? name;

    private string? FaultOf(LimitView limit)
    {
        if (!_typed.TryGetValue(limit.Name, out var text))
            return null;
        return LimitText.Parse(text) is not { } number ? "Not a figure."
            : number < limit.Least || number > limit.Most ? "Out of range."
            : limit.Whole && number != decimal.Truncate(number) ? "Whole numbers only."
            : null;
    }

    private void Type(LimitView limit, ChangeEventArgs change)
    {
        var text = change.Value?.ToString()?.Trim() ?? "";
        if (LimitText.Parse(text) == limit.Value)
            _typed.Remove(limit.Name);
        else
            _typed[limit.Name] = text;
    }

    private void Forget() => _typed.Clear();

    private void Leave()
    {
        if (!_sending)
            _asking = false;
    }

    private async Task SendAsync()
    {
        if (_sending || _view is not { } view)
            return;
        _sending = true;
        try
        {
            var wished = view.Items.ToDictionary(limit => limit.Name, limit => limit.Value, StringComparer.Ordinal);
            foreach (var (limit, value) in Wishes)
                wished[limit.Name] = value;
            var outcome = await Commands.RunAsync(
                "Limits",
                new SetRiskLimits(wished, view.Version),
                _reason,
                CancellationToken.None
            );
            if (outcome is { Accepted: true })
            {
                _reason = null;
                Forget();
            }
        }
        finally
        {
            (_sending, _asking) = (false, false);
        }
        await ReadNowAsync();
    }
}
