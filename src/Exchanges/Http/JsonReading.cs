using System.Globalization;
using System.Text.Json;

namespace Strikeboard.Exchanges.Http;

/// <summary>Reads what may be absent, null, a string or a number; decimals exactly from their text.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonElement json, string name) =>
        json.TryGet(name, JsonValueKind.String) is { } text ? text.GetString() : null;

    public static decimal? Number(this JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => Number(value.GetString()),
            JsonValueKind.Number => Number(value.GetRawText()),
            _ => null,
        };
    }

    public static int? Integer(this JsonElement json, string name) =>
        json.TryGet(name, JsonValueKind.Number) is { } value && value.TryGetInt32(out var number) ? number : null;

    public static DateTimeOffset? Time(this JsonElement json, string name) =>
        json.TryGet(name, JsonValueKind.String) is { } text && text.TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : null;

    /// <summary>The items of a list; a list that is null or absent has none.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement json, string name) =>
        json.TryGet(name, JsonValueKind.Array) is { } list ? list.EnumerateArray() : default;

    private static JsonElement? TryGet(this JsonElement json, string name, JsonValueKind kind) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == kind
            ? value
            : null;

    private static decimal? Number(string? text) =>
        text is { Length: <= Utf8Text.LongestDecimal }
        && decimal.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
