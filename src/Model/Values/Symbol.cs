using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strikeboard.Model;

/// <summary>What we price, by its short name: BTC, ETH. Upper case, so that one thing has one spelling.</summary>
[JsonConverter(typeof(SymbolJson))]
public readonly record struct Symbol : IComparable<Symbol>
{
    public const int LongestName = 12;

    public Symbol(string name)
    {
        if (!IsValid(name))
            throw new ArgumentException(
                $"'{name}' is not a symbol: 1 to {LongestName} letters or digits",
                nameof(name)
            );
        Name = name.ToUpperInvariant();
    }

    public string Name { get; }

    public static bool TryParse(string? text, out Symbol symbol)
    {
        symbol = IsValid(text) ? new Symbol(text!) : default;
        return symbol.Name is not null;
    }

    public int CompareTo(Symbol other) => string.CompareOrdinal(Name, other.Name);

    public override string ToString() => Name;

    private static bool IsValid(string? text) =>
        text is { Length: > 0 and <= LongestName } && text.All(char.IsAsciiLetterOrDigit);

    private sealed class SymbolJson : JsonConverter<Symbol>
    {
        public override Symbol Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var symbol) ? symbol : throw new JsonException("not a symbol");

        public override void Write(Utf8JsonWriter writer, Symbol value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Name);
    }
}
