using System.Text.RegularExpressions;
using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>Tells by its first bytes what a file is.</summary>
internal static partial class OldFiles
{
    private const int Head = 512;

    public static IOldFile Recognise(string path, Stream content, ImportOptions options, TimeProvider time)
    {
        Span<byte> head = stackalloc byte[Head];
        head = head[..content.ReadAtLeast(head, Head, throwOnEndOfStream: false)];
        content.Position = 0;
        if (head.StartsWith("SQLite format 3\0"u8))
            throw new OldFileException(
                "it is a SQLite database; write its table out first: sqlite3 -header -csv FILE.db \"SELECT * FROM price_log\" > FILE.csv"
            );
        if (head is [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', 3, 4, ..])
            throw new OldFileException("it is compressed; unpack it first");
        var rules = new RowRules(options, time);
        var symbol = options.Symbol ?? SymbolIn(Path.GetFileName(path));
        var first = head.TrimStart("\uFEFF \t\r\n"u8);
        return first.Length > 0 && first[0] is (byte)'{' or (byte)'['
            ? new OutputsOfOld(Path.GetFileName(path), symbol, rules)
            : new PriceTableFile(symbol, rules);
    }

    /// <summary>btc_price_history.csv is about BTC.</summary>
    private static Symbol? SymbolIn(string name) =>
        NamedFirst().Match(name) is { Success: true } match
        && Symbol.TryParse(match.Groups["symbol"].Value, out var symbol)
            ? symbol
            : null;

    [GeneratedRegex(
        "^(?<symbol>[A-Za-z0-9]{1,12})_(price|live|strike|watchlist)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex NamedFirst();
}
