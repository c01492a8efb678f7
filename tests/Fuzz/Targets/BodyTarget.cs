using System.Text.Json;

namespace Strikeboard.Fuzz;

/// <summary>A REST body, read the way <c>VenueHttp</c> reads it: a document, and then a reader that may say FormatException.</summary>
internal sealed class BodyTarget<T>(string name, Func<JsonElement, T> read, Func<T, JsonElement, string?> compare)
    : IFuzzTarget
    where T : class
{
    private T? _value;

    public string Name => name;

    public bool Decode(ReadOnlySpan<byte> frame)
    {
        _value = null;
        try
        {
            var reader = new Utf8JsonReader(frame);
            using var document = JsonDocument.ParseValue(ref reader);
            if (reader.Read())
                return false;
            _value = read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
        return true;
    }

    public string? Disagreement(ReadOnlyMemory<byte> frame)
    {
        using var document = SlowReading.Parse(frame);
        return document is null ? "accepted, and no JSON" : compare(_value!, document.RootElement);
    }
}
