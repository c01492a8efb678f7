using Strikeboard.Model;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Parts.Trading;

/// <summary>States of positions and orders with the look each has on every screen, and prices of contracts in cents.</summary>
public static class TradingText
{
    public static (string Tone, string Icon, string Word) LookOf(PositionState state) =>
        state switch
        {
            PositionState.Pending => ("info", "clock", "pending"),
            PositionState.Open => ("good", "ok", "open"),
            PositionState.Closing => ("warn", "down", "closing"),
            PositionState.Unknown => ("bad", "warning", "unknown"),
            PositionState.Missed => ("idle", "skipped", "missed"),
            _ => ("idle", "ok", "closed"),
        };

    public static (string Tone, string Icon, string Word) LookOf(AttemptState state) =>
        state switch
        {
            AttemptState.Planned => ("info", "clock", "planned"),
            AttemptState.Sending => ("info", "up", "sending"),
            AttemptState.Working => ("info", "pulse", "working"),
            AttemptState.Filled => ("good", "ok", "filled"),
            AttemptState.Cancelled => ("idle", "cross", "cancelled"),
            AttemptState.Expired => ("idle", "clock", "expired"),
            AttemptState.Rejected => ("warn", "never", "rejected"),
            AttemptState.NeverWas => ("idle", "skipped", "never was"),
            _ => ("bad", "warning", "unknown"),
        };

    /// <summary>A contract's price: dollars in, cents out.</summary>
    public static string Cents(decimal? dollars) =>
        dollars is { } value ? MoneyText.Cents(Math.Round(value * 100, 2)) : MoneyText.None;

    public static string Quantity(decimal contracts) =>
        contracts.ToString("#,0.##", System.Globalization.CultureInfo.InvariantCulture);

    public static string Words(Protection protection)
    {
        var words = new[]
        {
            protection.StopPrice is { } stop ? $"stop {Cents(stop)}" : null,
            protection.TargetPrice is { } target ? $"target {Cents(target)}" : null,
            protection.StopChance is { } chance ? $"chance {OddsText.Percent(chance)}" : null,
        };
        return protection == Protection.None ? "none" : string.Join(", ", words.OfType<string>());
    }

    public static string? ToneOf(decimal? gain) =>
        gain is not { } value || Math.Round(value, 2) == 0 ? null
        : value > 0 ? "tone-good"
        : "tone-bad";
}
