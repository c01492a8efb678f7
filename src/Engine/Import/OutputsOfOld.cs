using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>
/// A JSON output of the old coordinator (or of this one): checked and summed up. Of what it says only the price is history;
/// strikes, odds and quotes of a passed second are made anew each cycle and have no table to be kept in.
/// </summary>
internal sealed class OutputsOfOld(string name, Symbol? symbol, RowRules rules) : IOldFile
{
    private const long LargestFile = 64 * 1024 * 1024;

    private static readonly string[] TimeNames =
    [
        "timestamp",
        "as_of",
        "asOf",
        "last_updated",
        "lastUpdated",
        "updated_at",
        "generated_at",
        "time",
        "fetched_at",
    ];

    private static readonly string[] PriceNames =
    [
        "current_price",
        "currentPrice",
        "spot",
        "spot_price",
        "price",
        "last_price",
    ];
    private static readonly string[] ListNames =
    [
        "rows",
        "strikes",
        "strike_table",
        "probabilities",
        "watchlist",
        "markets",
    ];
    private static readonly string[] OddsNames = ["p_yes", "prob_within", "probability", "prob", "active_prob"];

    public async IAsyncEnumerable<FoundPrice> ReadAsync(
        Stream content,
        ImportWatch watch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (content.CanSeek && content.Length > LargestFile)
            throw new OldFileException($"it is larger than {LargestFile / 1024 / 1024} MB, which no output ever was");
        using var document = await ParseAsync(content, cancellationToken);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new OldFileException("it is JSON, but no object");
        Summarise(root, watch);
        watch.Took(content.CanSeek ? content.Length : 0);
        var (time, price) = (Text(root, TimeNames), Text(root, PriceNames));
        if (time is null || price is null)
        {
            watch.Note($"It has no {(time is null ? "time" : "price")} of its own, so there is nothing to keep.");
            yield break;
        }
        if (rules.Judge(1, Text(root, ["symbol"]), symbol, time, price, out var reason) is { } found)
            yield return found;
        else
            watch.Refuse(1, reason, $"{time} {price}");
    }

    private static async Task<JsonDocument> ParseAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(content, default, cancellationToken);
        }
        catch (JsonException exception)
        {
            throw new OldFileException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it is not whole JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}"
                )
            );
        }
    }

    private void Summarise(JsonElement root, ImportWatch watch)
    {
        var list = ListNames
            .Select(wanted => root.TryGetProperty(wanted, out var found) ? found : default)
            .FirstOrDefault(found => found.ValueKind is JsonValueKind.Array or JsonValueKind.Object);
        var entries = list.ValueKind switch
        {
            JsonValueKind.Array => [.. list.EnumerateArray()],
            JsonValueKind.Object => [.. list.EnumerateObject().Select(entry => entry.Value)],
            _ => new List<JsonElement>(),
        };
        watch.Note(
            $"{Kind(root)}: {entries.Count} entries, fields {string.Join(", ", root.EnumerateObject().Select(field => field.Name).Take(12))}."
        );
        for (var i = 0; i < entries.Count; i++)
        {
            if (WrongOdds(entries[i]) is { } odds)
                watch.Refuse(i + 1, "odds outside 0 to 1 and 0 to 100", odds);
        }
    }

    private string Kind(JsonElement root) =>
        Named("snapshot") || root.TryGetProperty("markets", out _) ? "Market snapshot"
        : Named("probabilit") || root.TryGetProperty("probabilities", out _) ? "Live probabilities"
        : Named("watchlist") ? "Watchlist"
        : Named("strike") || root.TryGetProperty("strikes", out _) || root.TryGetProperty("rows", out _)
            ? "Strike table"
        : throw new OldFileException(
            "it is JSON, but none of the outputs that are known (market snapshot, live probabilities, strike table, watchlist)"
        );

    private bool Named(string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string? WrongOdds(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var odds in OddsNames)
        {
            if (
                entry.TryGetProperty(odds, out var value)
                && value.ValueKind == JsonValueKind.Number
                && value.TryGetDouble(out var number)
                && number is < 0 or > 100
            )
                return $"{odds} {value.GetRawText()}";
        }
        return null;
    }

    private static string? Text(JsonElement root, string[] names)
    {
        foreach (var wanted in names)
        {
            if (!root.TryGetProperty(wanted, out var value))
                continue;
            if (value.ValueKind == JsonValueKind.String)
                return value.GetString();
            if (value.ValueKind == JsonValueKind.Number)
                return value.GetRawText();
        }
        return null;
    }
}
