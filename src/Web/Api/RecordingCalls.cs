using Strikeboard.Engine.Recording;

namespace Strikeboard.Web.Api;

/// <summary>What there is to replay.</summary>
internal static class RecordingCalls
{
    public static void MapRecordings(this IEndpointRouteBuilder api) =>
        api.MapGroup("/api").WithTags("Operations").MapGet("/recordings", List);

    private static IResult List(IRecordings recordings)
    {
        var hours = recordings.List();
        return TypedResults.Ok(new RecordingsAnswer(hours.Sum(hour => hour.Bytes), hours));
    }
}

internal sealed record RecordingsAnswer(long Bytes, IReadOnlyList<RecordedHour> Hours);
