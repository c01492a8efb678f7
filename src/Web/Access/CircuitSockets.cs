using Strikeboard.Engine.Access;

namespace Strikeboard.Web.Access;

/// <summary>
/// The wire below a page. A page whose access has ended is given a moment to leave by itself, so that it can say why;
/// then its wire is cut.
/// </summary>
internal static class CircuitSockets
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private const string Root = "/_blazor";

    public static void Use(IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                context.WebSockets.IsWebSocketRequest
                && context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase)
                && context.User.Credential() is { } held
                    ? GuardAsync(context, held, next)
                    : next(context)
        );

    private static async Task GuardAsync(HttpContext context, Credential held, RequestDelegate next)
    {
        var services = context.RequestServices;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = services.GetRequiredService<AccessWatch>().Watch(held, _ => ended.TrySetResult());
        var running = next(context);
        if (await Task.WhenAny(running, ended.Task) != running)
        {
            var grace = Task.Delay(Grace, services.GetRequiredService<TimeProvider>(), context.RequestAborted);
            if (await Task.WhenAny(running, grace) != running)
                context.Abort();
        }
        await running;
    }
}
