using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Model;
using Strikeboard.Web.Parts;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Screens.Cycle;

/// <summary>Past cycles, newest first, to find the one in question.</summary>
public sealed partial class CyclesScreen
{
    private static readonly (string Word, string Title)[] Outcomes =
    [
        ("", "All"),
        ("succeeded", "Succeeded"),
        ("failed", "Failed"),
    ];

    private PagedList<PastCycle>? _list;
    private CycleFilter _filter = new();
    private (DateTimeOffset? From, DateTimeOffset? To) _span;
    private string _step = "";
    private string? _slower;
    private DateTime? _from;
    private DateTime? _to;
    private string? _wrong;
    private long _fresher;

    [Inject]
    private ICycleReader Cycles { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "outcome")]
    public string? OutcomeWord { get; set; }

    [SupplyParameterFromQuery(Name = "step")]
    public string? StepWord { get; set; }

    [SupplyParameterFromQuery(Name = "slowerThan")]
    public string? SlowerWord { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? FromWord { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? ToWord { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    protected override BoardTopics Topics => BoardTopics.Cycle;

    private bool IsFiltered => _filter != new CycleFilter() || _span != default;

    private string CsvAddress =>
        "api/" + Address(after: "") + (Address(after: "").Contains('?') ? "&" : "?") + "format=csv&limit=1000";

    protected override async Task OnParametersSetAsync()
    {
        _filter = new CycleFilter(
            Enum.TryParse<CycleOutcome>(OutcomeWord, ignoreCase: true, out var outcome) ? outcome : null,
            PipelineSteps.All.Any(step => step.Name == StepWord) ? StepWord : null,
            Number(SlowerWord)
        );
        _span = (Moment(FromWord), Moment(ToWord));
        _step = _filter.Step ?? "";
        _slower = _filter.SlowerThanMs?.ToString(CultureInfo.InvariantCulture);
        (_from, _to) = (Local(_span.From), Local(_span.To));
        await Renew();
    }

    /// <summary>A list that moves under the reader's eyes cannot be read: what is new is counted, and shown when asked for.</summary>
    protected override void OnBoard()
    {
        // A filter that most cycles do not meet would make the count a lie.
        var newest = _list?.Page?.Items is [var first, ..] && !IsFiltered && After is null ? first.Id : long.MaxValue;
        _fresher = Board.Strip.Count(mark => mark.Id > newest);
    }

    private async Task Renew()
    {
        _list ??= new(
            (page, token) => Cycles.ReadAsync(page with { From = _span.From, To = _span.To }, _filter, token)
        );
        await _list.LoadAsync(After, Gone);
        OnBoard();
    }

    private void Apply()
    {
        _wrong =
            _slower is { Length: > 0 } && Number(_slower) is null
                ? "Slower than: a number of milliseconds, such as 12.5."
                : null;
        if (_wrong is null)
            Navigation.NavigateTo(
                Address(step: _step, slower: _slower ?? "", from: Iso(_from), to: Iso(_to), after: "")
            );
    }

    /// <summary>The address of what is shown, with what is given changed. Empty takes a filter away.</summary>
    private string Address(
        string? outcome = null,
        string? step = null,
        string? slower = null,
        string? from = null,
        string? to = null,
        string? after = null
    )
    {
        (string Name, string? Value)[] filters =
        [
            ("outcome", outcome ?? OutcomeWord),
            ("step", step ?? StepWord),
            ("slowerThan", slower ?? SlowerWord),
            ("from", from ?? FromWord),
            ("to", to ?? ToWord),
            ("after", after ?? After),
        ];
        var query = string.Join(
            '&',
            filters.Where(f => f.Value is { Length: > 0 }).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value!)}")
        );
        return query.Length == 0 ? "cycles" : $"cycles?{query}";
    }

    private static string Chosen(string? word) => Outcomes.Any(o => o.Word == word) ? word! : "";

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ms) ? ms : null;

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : null;

    private DateTime? Local(DateTimeOffset? at) =>
        at is { } known ? TimeZoneInfo.ConvertTime(known, Clock.Zone).DateTime : null;

    private string Iso(DateTime? local) =>
        local is { } at
            ? ViewerClock.Iso(
                new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Unspecified), Clock.Zone.GetUtcOffset(at))
            )
            : "";
}
