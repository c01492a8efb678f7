using System.Buffers.Text;
using System.Text.Json;

namespace Strikeboard.Exchanges.Http;

/// <summary>Reading values out of frames without making strings.</summary>
internal static class Utf8Text
{
    /// <summary>Up to here a decimal keeps every digit; beyond it would be rounded, and each parser rounds in its own way.</summary>
    public const int LongestDecimal = 28;

    /// <summary>A decimal, whole text, plain notation, sent as string or number.</summary>
    public static bool TryDecimal(ref Utf8JsonReader reader, out decimal value)
    {
        if (!reader.ValueIsEscaped && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            return TryDecimal(reader.ValueSpan, out value);
        value = 0m;
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestDecimal * 6)
            return false;
        Span<byte> plain = stackalloc byte[LongestDecimal * 6];
        return TryDecimal(plain[..reader.CopyString(plain)], out value);
    }

    private static bool TryDecimal(scoped ReadOnlySpan<byte> text, out decimal value)
    {
        if (text.Length is > 0 and <= LongestDecimal && text.IndexOfAny((byte)'e', (byte)'E') < 0)
            return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
        value = 0m;
        return false;
    }

    public static long? Integer(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) ? value : null;

    public static DateTimeOffset? Time(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var value)
            ? value.ToUniversalTime()
            : null;
}
