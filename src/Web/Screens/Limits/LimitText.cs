using System.Globalization;
using Strikeboard.Engine.Trading.Reading;

namespace Strikeboard.Web.Screens.Limits;

/// <summary>Limits in words.</summary>
internal static class LimitText
{
    /// <summary>From this share on the figure is marked: the next order may be the one that is refused.</summary>
    private const decimal Near = 0.8m;

    /// <summary>In the order of a day: what one order may be, what the account may hold, how fast it may go.</summary>
    public static readonly (string Title, string[] Names)[] Groups =
    [
        ("One order", ["maxOrderQuantity", "maxOrderCost", "collarCents", "minSecondsToClose", "lookAlikeSeconds"]),
        (
            "The account",
            ["maxExposure", "maxSymbolExposure", "maxEventExposure", "maxOpenPositions", "maxBalanceAgeSeconds"]
        ),
        ("The day and its pace", ["maxDailyLoss", "maxOrdersPerSecond", "maxOrdersPerMinute"]),
    ];

    public static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Amount(LimitView limit, decimal amount) =>
        limit.Unit == "$"
            ? string.Create(CultureInfo.InvariantCulture, $"${amount:#,0.00##}")
            : $"{Number(amount)} {limit.Unit}";

    public static string Use(LimitView limit, decimal used)
    {
        var by = limit.UsedBy is { } name ? $" ({name})" : "";
        return limit.Unit == "$"
            ? $"{Amount(limit, used)} of {Amount(limit, limit.Value)}{by}"
            : $"{Number(used)} of {Amount(limit, limit.Value)}{by}";
    }

    public static string? ToneOf(LimitView limit) =>
        limit.Used is not { } used || limit.Value <= 0 ? null
        : used >= limit.Value ? "tone-bad"
        : used >= limit.Value * Near ? "tone-warn"
        : null;

    /// <summary>Null where it is not the figure of a limit.</summary>
    public static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static bool IsLooser(LimitView limit, decimal wished) =>
        limit.LooserWhenMore ? wished > limit.Value : wished < limit.Value;
}
