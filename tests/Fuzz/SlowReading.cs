using System.Globalization;
using System.Text.Json;

namespace Strikeboard.Fuzz;

/// <summary>
/// The second opinion: a whole document and the framework's own parsing of numbers, slow and plain. It shares no code with the
/// decoders. Of a name said twice the last counts, as everywhere.
/// </summary>
internal static class SlowReading
{
    /// <summary>No venue writes a price with an exponent, with spaces or with thousands.</summary>
    private const NumberStyles PlainNotation = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>More than a decimal keeps is not exact, and what is not exact is no price.</summary>
    private const int MostDigits = 28;

    /// <summary>Null where the bytes are no JSON at all.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> frame)
    {
        try
        {
            return JsonDocument.Parse(frame);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Get(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    public static string? TextOf(this JsonElement json, string name) =>
        json.Get(name) is { ValueKind: JsonValueKind.String } text ? Plain(text) : null;

    public static long? IntegerOf(this JsonElement json, string name) =>
        json.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value)
            ? value
            : null;

    public static DateTimeOffset? TimeOf(this JsonElement json, string name) =>
        json.Get(name) is { ValueKind: JsonValueKind.String } text
        && Plain(text) is not null
        && text.TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : null;

    public static IEnumerable<JsonElement> ItemsOf(this JsonElement json, string name) =>
        json.Get(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static decimal? DecimalOf(this JsonElement json, string name) =>
        json.Get(name) is { } value ? Decimal(value) : null;

    /// <summary>Exactly what the text says, or nothing.</summary>
    public static decimal? Decimal(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => Plain(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return
            text?.Length <= MostDigits
            && decimal.TryParse(text, PlainNotation, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private static string? Plain(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Not text after all: half a character.
            return null;
        }
    }
}
