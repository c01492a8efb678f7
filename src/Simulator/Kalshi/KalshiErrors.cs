using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The venue's several shapes of refusal.</summary>
internal static class KalshiErrors
{
    public static IResult TooMany { get; } =
        new JsonAnswer(
            StatusCodes.Status429TooManyRequests,
            w =>
            {
                w.WriteStartObject();
                w.WriteString("error", "too many requests");
                w.WriteEndObject();
            }
        );

    public static IResult NotFound => Nested(StatusCodes.Status404NotFound, "not_found", "not found");

    public static IResult NotEntitled =>
        Nested(StatusCodes.Status403Forbidden, "permission_denied", "not entitled to cfbenchmarks data");

    public static IResult Unavailable =>
        Nested(StatusCodes.Status503ServiceUnavailable, "service_unavailable", "service unavailable");

    public static IResult Internal =>
        Nested(StatusCodes.Status500InternalServerError, "internal_error", "internal error");

    public static IResult Unauthorized(AuthVerdict verdict) =>
        verdict switch
        {
            AuthVerdict.Expired => Nested(
                StatusCodes.Status401Unauthorized,
                "header_timestamp_expired",
                "timestamp header expired"
            ),
            AuthVerdict.SignatureMissing or AuthVerdict.Unsigned => Nested(
                StatusCodes.Status401Unauthorized,
                "signature_is_missing_from_headers",
                "signature is missing from headers"
            ),
            AuthVerdict.UnknownKey => Nested(
                StatusCodes.Status401Unauthorized,
                "authentication_error",
                "authentication_error",
                "NOT_FOUND"
            ),
            _ => Nested(
                StatusCodes.Status401Unauthorized,
                "authentication_error",
                "authentication_error",
                "INCORRECT_API_KEY_SIGNATURE"
            ),
        };

    /// <summary>How the venue speaks of a bad query parameter.</summary>
    public static IResult BadQuery(string sentence) =>
        new JsonAnswer(
            StatusCodes.Status400BadRequest,
            w =>
            {
                w.WriteStartObject();
                w.WriteString("msg", sentence);
                w.WriteEndObject();
            }
        );

    public static IResult Failure(int status) => status == StatusCodes.Status429TooManyRequests ? TooMany : Unavailable;

    private static JsonAnswer Nested(int status, string code, string message, string? details = null) =>
        new(
            status,
            w =>
            {
                w.WriteStartObject();
                w.WriteStartObject("error");
                w.WriteString("code", code);
                w.WriteString("message", message);
                if (details is not null)
                {
                    w.WriteString("details", details);
                }
                w.WriteEndObject();
                w.WriteEndObject();
            }
        );
}
