using System.Text.Json;

namespace Strikeboard.Vectors;

/// <summary>The file is missing or not a file of vectors; the message says where it goes wrong.</summary>
public sealed class VectorFileException : Exception
{
    public VectorFileException() { }

    public VectorFileException(string message)
        : base(message) { }

    public VectorFileException(string message, Exception innerException)
        : base(message, innerException) { }
}

public sealed record VectorCase(string Id, string Model, VectorInputs Inputs, JsonElement Expected, double Tolerance);

/// <summary>A file of vectors, read whole and checked before the first of them runs.</summary>
public sealed record VectorFile(IReadOnlyList<VectorCase> Cases)
{
    private const double DefaultTolerance = 1e-9;

    public static VectorFile Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new VectorFileException($"cannot be read: {error.Message}", error);
        }
    }

    public static VectorFile Parse(string json)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json);
            root = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new VectorFileException($"is not JSON: {error.Message}", error);
        }

        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("vectors", out var vectors)
            || vectors.ValueKind != JsonValueKind.Array
        )
        {
            throw new VectorFileException("has no array \"vectors\".");
        }

        var datasets = root.TryGetProperty("datasets", out var found) ? found : default;
        if (datasets.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            throw new VectorFileException("\"datasets\" is not an object.");
        }

        var cases = vectors.EnumerateArray().Select((vector, index) => ReadCase(vector, index, datasets)).ToList();
        return cases.Count > 0 ? new VectorFile(cases) : throw new VectorFileException("holds no vectors.");
    }

    private static VectorCase ReadCase(JsonElement vector, int index, JsonElement datasets)
    {
        if (vector.ValueKind != JsonValueKind.Object)
        {
            throw new VectorFileException($"vectors[{index}] is not an object.");
        }

        var id = Text(vector, "id", index);
        return new VectorCase(
            id,
            Text(vector, "model", index),
            new VectorInputs(Part(vector, "inputs", id), datasets),
            Part(vector, "expected", id),
            ReadTolerance(vector, id)
        );
    }

    private static double ReadTolerance(JsonElement vector, string id)
    {
        if (!vector.TryGetProperty("tolerance", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return DefaultTolerance;
        }

        return given.ValueKind == JsonValueKind.Number && given.GetDouble() is >= 0 and var tolerance
            ? tolerance
            : throw new VectorFileException($"{id}: \"tolerance\" is not a number from zero up.");
    }

    private static string Text(JsonElement vector, string name, int index) =>
        vector.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : throw new VectorFileException($"vectors[{index}] has no text \"{name}\".");

    private static JsonElement Part(JsonElement vector, string name, string id) =>
        vector.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw new VectorFileException($"{id} has no object \"{name}\".");
}
