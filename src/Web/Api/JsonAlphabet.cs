using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>
/// JSON is UTF-8 and nothing else (RFC 8259): a body said to be in another alphabet is refused before anybody tries to
/// read it. Quotes around the word are right, and what reads the body does not know them: they are taken off.
/// </summary>
internal static class JsonAlphabet
{
    private const string Name = "charset";
    private const string Utf8 = "utf-8";

    public static void Use(IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                ApiMark.IsOn(context) && !IsUtf8(context.Request)
                    ? Problems
                        .Of(
                            StatusCodes.Status415UnsupportedMediaType,
                            "not_json",
                            "Send the body as application/json in UTF-8."
                        )
                        .ExecuteAsync(context)
                    : next(context)
        );

    private static bool IsUtf8(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return true;
        var said = type.Parameters.Where(parameter => parameter.Name.Equals(Name, StringComparison.OrdinalIgnoreCase));
        if (!said.All(parameter => IsUtf8(parameter.Value)))
            return false;
        if (type.Charset.HasValue)
        {
            type.Charset = Utf8;
            request.ContentType = type.ToString();
        }
        return true;
    }

    private static bool IsUtf8(StringSegment word) =>
        HeaderUtilities.RemoveQuotes(word).Equals(Utf8, StringComparison.OrdinalIgnoreCase);
}
