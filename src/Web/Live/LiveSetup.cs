using Microsoft.AspNetCore.Http.Connections;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Metrics;
using Strikeboard.Web.Access;
using Strikeboard.Web.Api;
using Strikeboard.Web.Hosting;
using Strikeboard.Web.Metrics;

namespace Strikeboard.Web.Live;

public static class LiveSetup
{
    private const int LongestRequest = 16 * 1024;

    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveClients>();
        services.AddSingleton<LiveView>();
        services.AddMetricSource<FaceMetrics>();
        services.AddSingleton(all => new LiveFeedParts(
            all.GetRequiredService<LiveView>(),
            all.GetRequiredService<LiveBoard>(),
            all.GetRequiredService<Installation>(),
            all.GetRequiredService<AccessWatch>(),
            all.GetRequiredService<TimeProvider>()
        ));
        services
            .AddSignalR()
            .AddHubOptions<LiveHub>(options => options.MaximumReceiveMessageSize = LongestRequest)
            .AddJsonProtocol(options => ApiJson.Configure(options.PayloadSerializerOptions));
        return services;
    }

    public static void MapLive(this WebApplication app)
    {
        // Sockets only: a ticket opens one connection, and polling would need a new one each time.
        app.MapHub<LiveHub>(LiveHub.Path, options => options.Transports = HttpTransportType.WebSockets)
            .RequireAuthorization(Policies.Viewer)
            .WithMetadata(ApiMark.Instance);
        app.MapGet(LiveSocket.Path, LiveSocket.ServeAsync)
            .RequireAuthorization(Policies.Viewer)
            .WithMetadata(ApiMark.Instance)
            .ExcludeFromDescription();
    }
}
