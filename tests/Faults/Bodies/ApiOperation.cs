using System.Text.Json;
using System.Text.RegularExpressions;

namespace Strikeboard.Faults.Bodies;

/// <summary>One call as the app itself describes it.</summary>
/// <param name="Bodies">Good bodies to start from; empty where it takes none.</param>
/// <param name="Queries">Names of its query parameters.</param>
public sealed partial record ApiOperation(string Method, string Path, byte[][] Bodies, string[] Queries)
{
    public bool IsReading => Method == "GET";

    /// <summary>Weighs a password, and that is slow on purpose: a tenth of a second of a core.</summary>
    public bool IsSlowOnPurpose { get; } = Bodies.Any(body => body.AsSpan().IndexOf("\"password\""u8) >= 0);

    public string Name => $"{Method} {Path}";

    /// <summary>The parts of the path: a word, or the name of a parameter in braces.</summary>
    public string[] Segments { get; } = Path.Split('/');

    public static IReadOnlyList<ApiOperation> ReadAll(JsonElement description)
    {
        var bodies = new SampleBodies(description);
        return
        [
            .. from path in description.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Name is "get" or "post" or "put" or "patch" or "delete"
            select new ApiOperation(
                operation.Name.ToUpperInvariant(),
                Constraint().Replace(path.Name, "}"),
                bodies.Of(operation.Value),
                Queried(operation.Value)
            ),
        ];
    }

    private static string[] Queried(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ?
            [
                .. parameters
                    .EnumerateArray()
                    .Where(parameter => parameter.GetProperty("in").GetString() == "query")
                    .Select(parameter => parameter.GetProperty("name").GetString()!),
            ]
            : [];

    [GeneratedRegex(":[a-z]+}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
