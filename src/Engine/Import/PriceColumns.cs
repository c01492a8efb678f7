using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>Which columns of an old price table matter. A table dumped without its header is recognised by its first row.</summary>
internal sealed record PriceColumns(int Time, int Price, int? Symbol, int Count, bool HasHeader)
{
    private static readonly string[] TimeNames =
    [
        "timestamp",
        "time",
        "ts",
        "datetime",
        "date_time",
        "date",
        "created_at",
        "recorded_at",
        "unix",
        "unix_time",
        "epoch",
    ];

    private static readonly string[] PriceNames =
    [
        "price",
        "last_price",
        "current_price",
        "close",
        "last",
        "spot",
        "value",
    ];

    private static readonly string[] SymbolNames = ["symbol", "coin", "asset", "product", "product_id", "pair"];

    /// <summary>Null with a reason, or the columns.</summary>
    public static PriceColumns? Of(List<string> first, Symbol? symbol, out string reason)
    {
        reason = "";
        var names = first.ConvertAll(cell => cell.Trim('[', ']', '`', ' ', '\uFEFF').ToLowerInvariant());
        var own = symbol is { } known ? $"{known.Name.ToLowerInvariant()}_price" : "price";
        var time = Find(names, TimeNames);
        var price = Find(names, [own, .. PriceNames]);
        if (time is { } t && price is { } p)
            return new PriceColumns(t, p, Find(names, SymbolNames), first.Count, HasHeader: true);
        if (time is null && price is null && Guess(first) is { } guessed)
            return guessed;
        reason =
            $"it has no {(time is null ? "time" : "price")} column: its first line is '{string.Join(", ", names.Take(8).Select(Short))}', "
            + $"and known are {string.Join(", ", time is null ? TimeNames : PriceNames)}";
        return null;
    }

    private static string Short(string name) =>
        new([.. name.Take(24).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    private static PriceColumns? Guess(List<string> row)
    {
        var time = row.FindIndex(cell => OldTime.Read(cell, TimeZoneInfo.Utc, out _) is not null);
        if (time < 0)
            return null;
        var price = row.FindIndex(time + 1, cell => RowRules.PriceOf(cell) is not null);
        return price < 0 ? null : new PriceColumns(time, price, null, row.Count, HasHeader: false);
    }

    private static int? Find(List<string> names, IEnumerable<string> known)
    {
        foreach (var name in known)
        {
            if (names.IndexOf(name) is >= 0 and var index)
                return index;
        }
        return null;
    }
}
