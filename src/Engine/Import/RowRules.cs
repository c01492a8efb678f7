using System.Globalization;
using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>What a row must be to be taken; each rule names itself when it says no.</summary>
internal sealed class RowRules(ImportOptions options, TimeProvider time)
{
    private const decimal Highest = 999_999_999_999m;
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    /// <summary>Null with a reason, or the price.</summary>
    public FoundPrice? Judge(
        long line,
        string? symbolText,
        Symbol? fallback,
        string timeText,
        string priceText,
        out string reason
    )
    {
        if (SymbolOf(symbolText, fallback, out reason) is not { } symbol)
            return null;
        if (OldTime.Read(timeText, options.Zone, out reason) is not { } at)
            return null;
        if (PriceOf(priceText) is not { } price)
        {
            reason = "not a price (a plain number above zero, with a point)";
            return null;
        }
        reason =
            at > time.GetUtcNow() + ClockSlack ? "a time in the future"
            : at < options.NotBefore
                ? $"older than {options.NotBefore:yyyy-MM-dd}, the oldest that is kept (Retention:PriceLogDays)"
            : "";
        return reason.Length > 0 ? null : new FoundPrice(line, symbol, at, price);
    }

    private Symbol? SymbolOf(string? text, Symbol? fallback, out string reason)
    {
        reason = "";
        var name = text?.Split('-', '/', '_')[0];
        if (
            (
                Symbol.TryParse(name, out var symbol) ? symbol
                : string.IsNullOrEmpty(text) ? fallback
                : null
            )
            is not { } named
        )
        {
            reason = string.IsNullOrEmpty(text) ? "names no symbol; say it with --symbol" : "not a symbol";
            return null;
        }
        if (options.Known.Contains(named))
            return named;
        reason = $"{named} is not configured (Symbols)";
        return null;
    }

    internal static decimal? PriceOf(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var price
        ) && Math.Round(price, 8) is > 0 and <= Highest and var kept
            ? kept
            : null;
}
