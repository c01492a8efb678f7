using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Strikeboard.Web.Access;
using Strikeboard.Web.Access.Pages;

namespace Strikeboard.Web.Api;

/// <summary>What goes wrong below an API call becomes a problem: the field for bad input, nothing of the inside for the rest.</summary>
internal sealed partial class ProblemExceptions(ILogger<ProblemExceptions> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (!ApiMark.IsOn(context))
            return await TrySayFormExpiredAsync(context, exception);
        await Translate(context, exception).ExecuteAsync(context);
        return true;
    }

    /// <summary>A form that was open over a restart or a sign-out in another tab: nothing of it was taken.</summary>
    private static async Task<bool> TrySayFormExpiredAsync(HttpContext context, Exception exception)
    {
        if (exception is not BadHttpRequestException || !HttpMethods.IsPost(context.Request.Method))
            return false;
        var page = new RazorComponentResult<FormExpiredPage>() { StatusCode = StatusCodes.Status400BadRequest };
        await page.ExecuteAsync(context);
        return true;
    }

    private IResult Translate(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
            return BadInput(bad);
        if (Causes(exception).Any(cause => cause is DbException))
        {
            Log.DatabaseAway(logger, context.Request.Path, exception.Message);
            return Problems.Of(
                StatusCodes.Status503ServiceUnavailable,
                "database_away",
                "The database does not answer just now; try again in a few seconds."
            );
        }
        Log.Failed(logger, context.Request.Path, exception);
        return Problems.Of(
            StatusCodes.Status500InternalServerError,
            "internal_error",
            "Something went wrong here; the log has it under this trace.",
            ("trace", context.TraceIdentifier)
        );
    }

    private static IResult BadInput(BadHttpRequestException exception)
    {
        if (exception.StatusCode != StatusCodes.Status400BadRequest)
            return Problems.Of(exception.StatusCode, "bad_request", exception.Message);
        var json = Causes(exception).OfType<JsonException>().FirstOrDefault();
        if (json is null)
            return Problems.Of(StatusCodes.Status400BadRequest, "bad_request", exception.Message);
        var field = json.Path is { Length: > 2 } path ? path[2..] : "body";
        return Problems.Of(
            StatusCodes.Status400BadRequest,
            "invalid_json",
            $"{Problems.Shown(field)}: unknown, repeated or not of the expected kind.",
            ("field", Problems.Shown(field))
        );
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Path} found no database: {Reason}")]
        public static partial void DatabaseAway(ILogger logger, PathString path, string reason);

        [LoggerMessage(LogLevel.Error, "{Path} failed.")]
        public static partial void Failed(ILogger logger, PathString path, Exception exception);
    }
}
