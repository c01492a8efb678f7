using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Access;

/// <summary>How often who may ask. The control verbs have a lane of their own: a flood of reading never delays a stop.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Api = "api";
    public const string Control = "control";
    public const int SignInsPerMinute = 10;
    private const int ReadsPerSecond = 50;
    private const int ReadBurst = 200;
    private const int ControlsPerSecond = 10;
    private const int ControlBurst = 30;

    public static void Configure(RateLimiterOptions options)
    {
        options.AddPolicy(SignIn, context => PerMinute($"{SignIn} {context.Address()}", SignInsPerMinute));
        options.AddPolicy(Api, context => Bucket($"{Api} {Who(context)}", ReadsPerSecond, ReadBurst));
        options.AddPolicy(Control, context => Bucket($"{Control} {Who(context)}", ControlsPerSecond, ControlBurst));
        options.OnRejected = (rejected, _) => new ValueTask(RejectAsync(rejected));
    }

    private static string Who(HttpContext context) => context.User.UserId()?.ToString("N") ?? context.Address();

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
