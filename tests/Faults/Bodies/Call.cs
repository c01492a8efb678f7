using System.Text;

namespace Strikeboard.Faults.Bodies;

/// <summary>One call as it is to be sent, and as it can be shown when it was answered badly.</summary>
public sealed record Call(ApiOperation Operation, string Target, byte[]? Body, string? ContentType)
{
    private const int MostShown = 300;

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public bool IsChunked { get; init; }

    /// <summary>Whose session or key it is about, where that is a real one and the address is whole.</summary>
    public string? Owner { get; init; }

    /// <summary>It shows a real refresh token: one that was spent before ends its whole sign-in though it is refused.</summary>
    public bool ShowsToken { get; init; }

    public HttpRequestMessage ToMessage(Uri app)
    {
        // As it stands: a library that tidies the address up would send something milder.
        var address = new Uri(
            $"{app.GetLeftPart(UriPartial.Authority)}{Target}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
        var message = new HttpRequestMessage(new HttpMethod(Operation.Method), address);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            if (ContentType is { Length: > 0 })
                message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            message.Headers.TransferEncodingChunked = IsChunked ? true : null;
        }
        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }

    public override string ToString()
    {
        var headers = string.Join(' ', Headers.Select(header => $"{header.Name}: {Cut(header.Value)};"));
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(MostShown, Body.Length)));
        return $"{Operation.Method} {Cut(Target)} [{ContentType}] {headers} {body}";
    }

    private static string Cut(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";
}
