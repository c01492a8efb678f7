using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;
using Strikeboard.Web.Parts;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Screens.Events;

/// <summary>The system's diary, newest first.</summary>
public sealed partial class EventsScreen
{
    private static readonly (string Word, string Title)[] Levels =
    [
        ("", "All"),
        ("warning", "Warnings and worse"),
        ("error", "Errors and worse"),
        ("critical", "Critical"),
    ];

    private PagedList<SystemEvent>? _list;
    private Severity? _least;
    private int _fresher;

    [Inject]
    private IEventLog Log { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "severity")]
    public string? SeverityWord { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    protected override BoardTopics Topics => BoardTopics.Events;

    private string Chosen => _least is { } least ? least.ToString().ToLowerInvariant() : "";

    protected override async Task OnParametersSetAsync()
    {
        _least =
            Enum.TryParse<Severity>(SeverityWord, ignoreCase: true, out var named) && named > Severity.Info
                ? named
                : null;
        await Renew();
    }

    /// <summary>A list that moves under the reader's eyes cannot be read: what is new is counted, and shown when asked for.</summary>
    protected override void OnBoard()
    {
        var newest = _list?.Page?.Items is [var first, ..] ? first.Id : long.MaxValue;
        _fresher = After is null
            ? Board.Events.Count(e => e.Id > newest && e.Severity >= (_least ?? Severity.Info))
            : 0;
    }

    private async Task Renew()
    {
        _list ??= new((page, token) => Log.ReadAsync(page, _least, null, null, token));
        await _list.LoadAsync(After, Gone);
        OnBoard();
    }

    private static string Address(string severity, string? after)
    {
        var parts = new List<string>(2);
        if (severity.Length > 0)
            parts.Add($"severity={severity}");
        if (after is not null)
            parts.Add($"after={Uri.EscapeDataString(after)}");
        return parts.Count == 0 ? "events" : $"events?{string.Join('&', parts)}";
    }

    private static string Facts(SystemEvent happened) =>
        string.Join(", ", happened.Facts.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key} {f.Value}"));
}
