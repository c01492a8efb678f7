using System.Globalization;
using System.Text;
using Strikeboard.Fuzz;

namespace Strikeboard.Faults.Bodies;

/// <summary>Damages good calls: body, its kind, address, query and headers; now and then it leaves one as it is.</summary>
internal sealed class CallMaker(Random random)
{
    private const string Json = "application/json";
    private const int OneInHuge = 400;
    private readonly Mutator _mutator = new(random);

    public Call Next(ApiOperation operation)
    {
        var hasBody = !operation.IsReading && (operation.Bodies.Length > 0 || random.Next(2) == 0);
        return new Call(
            operation,
            Target(operation),
            hasBody ? Body(operation) : null,
            random.Next(6) == 0 ? Pick(OddWords.ContentTypes) : Json
        )
        {
            Headers = Headers(),
            IsChunked = random.Next(8) == 0,
        };
    }

    private byte[] Body(ApiOperation operation)
    {
        byte[][] good = operation.Bodies.Length > 0 ? operation.Bodies : ["{\"reason\":\"odd\"}"u8.ToArray()];
        if (random.Next(OneInHuge) == 0)
            return Huge();
        return random.Next(10) switch
        {
            0 => [],
            1 => Extended(Pick(good)),
            2 => Pick(good),
            _ => _mutator.Next([.. good]),
        };
    }

    /// <summary>Fields that nobody knows, or one of those known with a long word or a late twin.</summary>
    private byte[] Extended(byte[] good)
    {
        var text = Encoding.UTF8.GetString(good).Trim();
        var last = text.LastIndexOf('}');
        if (last < 0)
            return good;
        var field = random.Next(4) switch
        {
            0 => "\"unknown\":1",
            1 => $"\"reason\":\"{new string('r', random.Next(490, 600))}\"",
            2 => $"\"__proto__\":{{\"role\":\"administrator\"}}",
            _ => $"\"userName\":\"odd-{random.Next(50).ToString(CultureInfo.InvariantCulture)}\"",
        };
        var comma = text[..last].TrimEnd().EndsWith('{') ? "" : ",";
        return Encoding.UTF8.GetBytes($"{text[..last]}{comma}{field}}}");
    }

    private byte[] Huge() =>
        random.Next(4) switch
        {
            0 => Encoding.ASCII.GetBytes(new string('[', random.Next(1_000, 200_000))),
            1 => Encoding.ASCII.GetBytes($"{{\"reason\":\"{new string('h', random.Next(30_000, 1_500_000))}\"}}"),
            2 => Encoding.ASCII.GetBytes($"{{\"version\":{new string('9', random.Next(1_000, 100_000))}}}"),
            _ => Encoding.ASCII.GetBytes($"{{{string.Join(',', Enumerable.Repeat("\"reason\":\"x\"", 20_000))}}}"),
        };

    private string Target(ApiOperation operation)
    {
        var path = string.Join('/', operation.Segments.Select(Segment));
        if (random.Next(60) == 0)
            path += Pick(["/", "//", "/..", "/%2e", ";a=b", "\\"]);
        var asks =
            operation.IsReading ? random.Next(1, 4)
            : random.Next(12) == 0 ? random.Next(1, 4)
            : 0;
        return asks == 0 ? path : $"{path}?{string.Join('&', Enumerable.Range(0, asks).Select(_ => Query(operation)))}";
    }

    private string Segment(string segment)
    {
        if (!segment.StartsWith('{'))
            return segment;
        return random.Next(3) > 0 && OddWords.Parameters.TryGetValue(segment, out var known)
            ? Pick(known)
            : Pick(OddWords.Texts);
    }

    private string Query(ApiOperation operation)
    {
        var name = operation.Queries.Length > 0 && random.Next(5) > 0 ? Pick(operation.Queries) : Pick(OddWords.Texts);
        return random.Next(8) == 0 ? name : $"{name}={Pick(OddWords.Texts)}";
    }

    private List<(string Name, string Value)> Headers()
    {
        var made = new List<(string Name, string Value)>();
        for (var count = Math.Max(0, random.Next(6) - 3); count > 0; count--)
            made.Add(Pick(OddWords.Headers));
        return made;
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
