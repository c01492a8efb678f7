using System.Globalization;
using System.Text.Json;

namespace Strikeboard.Vectors;

/// <summary>A vector asks for something its inputs do not hold.</summary>
public sealed class VectorInputException : Exception
{
    public VectorInputException() { }

    public VectorInputException(string message)
        : base(message) { }

    public VectorInputException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>The inputs of one vector (or of an object inside them), read by name. Absent and null both mean: the default.</summary>
public sealed class VectorInputs(JsonElement values, JsonElement datasets = default)
{
    public bool Has(string name) => Find(name) is not null;

    public double Double(string name) => DoubleOrNull(name) ?? throw Missing(name);

    public double Double(string name, double otherwise) => DoubleOrNull(name) ?? otherwise;

    public double? DoubleOrNull(string name) => Find(name) is { } value ? ReadDouble(value) : null;

    public decimal Decimal(string name) => DecimalOrNull(name) ?? throw Missing(name);

    public decimal Decimal(string name, decimal otherwise) => DecimalOrNull(name) ?? otherwise;

    public decimal? DecimalOrNull(string name) => Find(name) is { } value ? ReadDecimal(value) : null;

    public long Long(string name) => Find(name) is { } value ? (long)ReadDecimal(value) : throw Missing(name);

    public long Long(string name, long otherwise) => Find(name) is { } value ? (long)ReadDecimal(value) : otherwise;

    public int Int(string name) => checked((int)Long(name));

    public int Int(string name, int otherwise) => checked((int)Long(name, otherwise));

    public bool Bool(string name) => Find(name)?.GetBoolean() ?? throw Missing(name);

    public bool Bool(string name, bool otherwise) => Find(name)?.GetBoolean() ?? otherwise;

    public string Text(string name) => TextOrNull(name) ?? throw Missing(name);

    public string Text(string name, string otherwise) => TextOrNull(name) ?? otherwise;

    public string? TextOrNull(string name) => Find(name)?.GetString();

    public DateTimeOffset Instant(string name) => InstantOrNull(name) ?? throw Missing(name);

    public DateTimeOffset? InstantOrNull(string name) =>
        TextOrNull(name) is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime()
            : null;

    public IReadOnlyList<JsonElement> Items(string name) =>
        Find(name) is { } value ? [.. value.EnumerateArray()] : throw Missing(name);

    /// <summary>An array of arrays, each of them as its elements.</summary>
    public IReadOnlyList<JsonElement[]> Rows(string name) =>
        [.. Items(name).Select(row => row.EnumerateArray().ToArray())];

    public double[] Doubles(string name) => [.. Items(name).Select(ReadDouble)];

    public double[][] Matrix(string name) =>
        [.. Items(name).Select(row => row.EnumerateArray().Select(ReadDouble).ToArray())];

    /// <summary>An array of objects, or one object, as inputs of their own.</summary>
    public IReadOnlyList<VectorInputs> Objects(string name) =>
        [.. Items(name).Select(item => new VectorInputs(item, datasets))];

    public VectorInputs Object(string name) => new(Find(name) ?? throw Missing(name), datasets);

    /// <summary>The shared data that the input "dataset" names.</summary>
    public JsonElement Dataset(string input = "dataset")
    {
        var name = Text(input);
        return datasets.ValueKind == JsonValueKind.Object && datasets.TryGetProperty(name, out var data)
            ? data
            : throw new VectorInputException($"There is no dataset {name}.");
    }

    /// <summary>A column of a dataset that is an object of columns.</summary>
    public double[] Column(string column, string input = "dataset") =>
        Dataset(input).TryGetProperty(column, out var values)
            ? [.. values.EnumerateArray().Select(ReadDouble)]
            : throw new VectorInputException($"The dataset has no column {column}.");

    public static double ReadDouble(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
            : value.GetDouble();

    /// <summary>Money is written as text in the vectors, so that no reader rounds it on the way; numbers are taken too.</summary>
    public static decimal ReadDecimal(JsonElement value) =>
        decimal.Parse(
            value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        );

    private JsonElement? Find(string name) =>
        values.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static VectorInputException Missing(string name) => new($"The input {name} is missing.");
}
