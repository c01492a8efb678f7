using System.Globalization;
using System.Text;
using Strikeboard.Fuzz;

namespace Strikeboard.Faults.Bodies;

/// <summary>Damages good calls: body, its kind, address, query and headers; now and then it leaves one as it is.</summary>
internal sealed class CallMaker(Random random, Finds finds)
{
    private const string Json = "application/json";
    private const string RefreshPath = "/api/auth/refresh";
    private const int OneInHuge = 400;
    private static readonly string[] Suffixes = ["/", "//", "/..", "/%2e", ";a=b", "\\"];
    private readonly Mutator _mutator = new(random);

    public Call Next(ApiOperation operation)
    {
        var hasBody = !operation.IsReading && (operation.Bodies.Length > 0 || random.Next(2) == 0);
        var token = operation.Path == RefreshPath && random.Next(3) == 0 ? Any(finds.RefreshTokens) : null;
        var about = random.Next(3) == 0 ? Any(finds.IdsFor(operation.Path)) : null;
        var suffix = random.Next(60) == 0 ? Pick(Suffixes) : "";
        return new Call(
            operation,
            Target(operation, about?.Word, suffix),
            hasBody ? Body(token is null ? operation.Bodies : [Refreshing(token)]) : null,
            random.Next(6) == 0 ? Pick(OddWords.ContentTypes) : Json
        )
        {
            Headers = Headers(isOwnWord: about is not null),
            IsChunked = random.Next(8) == 0,
            Owner = suffix.Length == 0 ? about?.Owner : null,
            ShowsToken = token is not null,
        };
    }

    private static byte[] Refreshing(Find token) => Encoding.ASCII.GetBytes($"{{\"refreshToken\":\"{token.Word}\"}}");

    private byte[] Body(byte[][] known)
    {
        byte[][] good = known.Length > 0 ? known : ["{\"reason\":\"odd\"}"u8.ToArray()];
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

    private string Target(ApiOperation operation, string? id, string suffix)
    {
        var path = string.Join('/', operation.Segments.Select(segment => Segment(segment, id))) + suffix;
        var asks =
            operation.IsReading ? random.Next(1, 4)
            : random.Next(12) == 0 ? random.Next(1, 4)
            : 0;
        return asks == 0 ? path : $"{path}?{string.Join('&', Enumerable.Range(0, asks).Select(_ => Query(operation)))}";
    }

    private string Segment(string segment, string? id)
    {
        if (!segment.StartsWith('{'))
            return segment;
        if (id is not null)
            return id;
        return random.Next(3) > 0 && OddWords.Parameters.TryGetValue(segment, out var known)
            ? Pick(known)
            : Pick(OddWords.Texts);
    }

    private string Query(ApiOperation operation)
    {
        var name = operation.Queries.Length > 0 && random.Next(5) > 0 ? Pick(operation.Queries) : Pick(OddWords.Texts);
        return random.Next(8) == 0 ? name : $"{name}={Pick(OddWords.Texts)}";
    }

    /// <param name="isOwnWord">About something real, with nothing but the caller's own word for it.</param>
    private List<(string Name, string Value)> Headers(bool isOwnWord)
    {
        var made = new List<(string Name, string Value)>();
        if (!isOwnWord && random.Next(40) == 0 && Any(finds.KeyWords) is { } key)
            made.Add(("X-Api-Key", key.Word));
        for (var count = Math.Max(0, random.Next(6) - 3); count > 0; count--)
            made.Add(Pick(OddWords.Headers));
        return made;
    }

    private Find? Any(IReadOnlyList<Find> known) => known.Count == 0 ? null : Pick(known);

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
