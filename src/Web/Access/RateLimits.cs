using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Access;

/// <summary>How often who may ask. The control verbs have a lane of their own: a flood of reading never delays a stop.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Api = "api";
    public const string Control = "control";
    private const string Pages = "pages";
    public const int SignInsPerMinute = 10;
    private const int ReadsPerSecond = 50;
    private const int ReadBurst = 200;
    private const int ControlsPerSecond = 10;
    private const int ControlBurst = 30;

    private static readonly RateLimitPartition<string> Free = RateLimitPartition.GetNoLimiter("");

    public static void Configure(RateLimiterOptions options)
    {
        options.AddPolicy(
            SignIn,
            context => Unless(context, () => PerMinute($"{SignIn} {context.Address()}", SignInsPerMinute))
        );
        options.AddPolicy(Api, context => Limited(context, Api, ReadsPerSecond, ReadBurst));
        options.AddPolicy(Control, context => Limited(context, Control, ControlsPerSecond, ControlBurst));
        // What has no lane of its own, pages and probes, shares one; files cost next to nothing and have none.
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            HasItsOwnLane(context) ? Free : Limited(context, Pages, ReadsPerSecond, ReadBurst)
        );
        options.OnRejected = (rejected, _) => new ValueTask(RejectAsync(rejected));
    }

    /// <summary>A key has a bucket of its own: a script in a loop does not lock its owner out.</summary>
    private static string Who(HttpContext context) =>
        (context.User.KeyId() ?? context.User.UserId())?.ToString("N") ?? context.Address();

    private static bool HasItsOwnLane(HttpContext context) =>
        context.GetEndpoint() is not { } endpoint
        || endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null
        || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || context.WebSockets.IsWebSocketRequest;

    private static RateLimitPartition<string> Limited(HttpContext context, string lane, int perSecond, int burst) =>
        Unless(context, () => Bucket($"{lane} {Who(context)}", perSecond, burst));

    private static RateLimitPartition<string> Unless(HttpContext context, Func<RateLimitPartition<string>> limit) =>
        context.RequestServices.GetRequiredService<AccessOptions>().RateLimits ? limit() : Free;

    private static RateLimitPartition<string> PerMinute(string key, int permits) =>
        RateLimitPartition.GetSlidingWindowLimiter(
            key,
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = permits,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            }
        );

    private static RateLimitPartition<string> Bucket(string key, int perSecond, int burst) =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }
        );

    private static Task RejectAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))
            : 10;
        rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return Problems
            .Of(
                StatusCodes.Status429TooManyRequests,
                "too_many_requests",
                "Too many requests; try again a little later.",
                ("retryAfterSeconds", wait.ToString(CultureInfo.InvariantCulture))
            )
            .ExecuteAsync(rejected.HttpContext);
    }
}
