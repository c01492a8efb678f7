using System.Text.Json;
using System.Text.Json.Nodes;

namespace Strikeboard.Faults.Bodies;

/// <summary>Good bodies, made from the schemas: one with every field, one with those that must be there, and one with each other beside them.</summary>
internal sealed class SampleBodies(JsonElement description)
{
    private const int Deepest = 6;

    /// <summary>Where a type alone says too little for the app to agree.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["userName"] = "\"odd-1\"",
        ["password"] = "\"a long enough one\"",
        ["changes"] = """{"Pipeline:StrikeRows":"15"}""",
        ["verbs"] = """["pipeline.*"]""",
        ["symbols"] = """["BTC"]""",
        ["days"] = "30",
        ["version"] = "0",
        ["basedOn"] = "null",
    };

    public byte[][] Of(JsonElement operation)
    {
        if (
            !operation.TryGetProperty("requestBody", out var body)
            || !body.GetProperty("content").TryGetProperty("application/json", out var content)
        )
            return [];
        var schema = content.GetProperty("schema");
        var (least, full) = (Sample(schema, false, Deepest), Sample(schema, true, Deepest));
        return
        [
            .. new[] { least, full }
                .Concat(full is JsonObject all ? Others(least as JsonObject ?? [], all) : [])
                .Select(sample => JsonSerializer.SerializeToUtf8Bytes(sample ?? new JsonObject())),
        ];
    }

    private static IEnumerable<JsonNode> Others(JsonObject least, JsonObject full)
    {
        foreach (var (name, value) in full.Where(field => !least.ContainsKey(field.Key)))
        {
            var made = least.DeepClone().AsObject();
            made[name] = value?.DeepClone();
            yield return made;
        }
    }

    private JsonNode? Sample(JsonElement schema, bool isFull, int depth)
    {
        schema = Resolved(schema);
        if (schema.TryGetProperty("enum", out var words))
            return JsonNode.Parse(words.EnumerateArray().First().GetRawText());
        return depth == 0
            ? null
            : TypeOf(schema) switch
            {
                "object" => SampleObject(schema, isFull, depth),
                "array" => new JsonArray(Sample(schema.GetProperty("items"), isFull, depth - 1)),
                "boolean" => JsonValue.Create(true),
                "integer" or "number" => JsonValue.Create(1),
                "string" => JsonValue.Create("word"),
                _ => null,
            };
    }

    private JsonObject SampleObject(JsonElement schema, bool isFull, int depth)
    {
        var made = new JsonObject();
        if (!schema.TryGetProperty("properties", out var properties))
            return made;
        var needed = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet(StringComparer.Ordinal)
            : [];
        foreach (var property in properties.EnumerateObject().Where(p => isFull || needed.Contains(p.Name)))
        {
            made[property.Name] = Known.TryGetValue(property.Name, out var known)
                ? JsonNode.Parse(known)
                : Sample(property.Value, isFull, depth - 1);
        }
        return made;
    }

    /// <summary>The schema that a reference or a choice means; of a choice the one that is not null.</summary>
    private JsonElement Resolved(JsonElement schema)
    {
        for (var steps = 0; steps < Deepest; steps++)
        {
            if (schema.TryGetProperty("$ref", out var reference))
                schema = reference
                    .GetString()!
                    .Split('/')
                    .Skip(1)
                    .Aggregate(description, (element, name) => element.GetProperty(name));
            else if (schema.TryGetProperty("oneOf", out var choices))
                schema = choices.EnumerateArray().First(choice => TypeOf(choice) != "null");
            else
                return schema;
        }
        return schema;
    }

    private static string TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type)
            ? schema.TryGetProperty("properties", out _)
                ? "object"
                : ""
            : type.ValueKind == JsonValueKind.String
                ? type.GetString()!
                : type.EnumerateArray().Select(word => word.GetString()!).FirstOrDefault(word => word != "null") ?? "";
}
