using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Pipeline;

public sealed partial class VenuePanel
{
    private List<(string Name, VenueConditions Conditions)> _told = [];

    [Parameter, EditorRequired]
    public required Board Board { get; set; }

    [Parameter]
    public DateTimeOffset Now { get; set; }

    protected override void OnParametersSet() =>
        _told = [
            .. Board
                .Sources.Values.Where(source => source.Conditions is not null)
                .Select(source => (source.Name, source.Conditions!)),
        ];

    private string State(VenueConditions venue) =>
        venue.MaintenanceAt(Now) is not null ? "maintenance"
        : !venue.ExchangeActive ? "closed"
        : !venue.TradingActive ? "paused"
        : venue.StatusAt is null ? "not asked yet"
        : "trading";

    private string Tone(VenueConditions venue) =>
        venue.MaintenanceAt(Now) is not null ? "info"
        : !venue.IsTrading ? "warn"
        : venue.StatusAt is null ? "idle"
        : "good";

    private string Icon(VenueConditions venue) =>
        venue.MaintenanceAt(Now) is not null || !venue.IsTrading ? "pause" : "pulse";

    private string Maintenance(VenueConditions venue) =>
        venue.Maintenance switch
        {
            null => "none announced",
            { } window when window.Covers(Now) => $"{TimeSpanText.Countdown(window.To - Now)} left",
            { } window when window.From - Now < TimeSpan.FromHours(24) =>
                $"in {TimeSpanText.Countdown(window.From - Now)}",
            { } window => $"in {TimeSpanText.Age(window.From - Now)}",
        };

    private static string Allowance(VenueConditions venue) =>
        venue.Budget is { } budget
            ? FormattableString.Invariant(
                $"{budget.Left:0} of {budget.Capacity:0} tokens left, {budget.PerSecond:0} more each second; a fifth of what the venue grants is left alone"
            )
            : "";

    private static string IndexWord(VenueConditions venue) =>
        venue.SeesIndex switch
        {
            true => "live",
            false => "not entitled",
            null => MoneyText.None,
        };
}
