using Strikeboard.Web.Access;
using Strikeboard.Web.Metrics;

namespace Strikeboard.Web.Api;

public static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptions>();
        services.AddSingleton<SymbolLookup>();
        services.AddSingleton<SystemStates>();
        services.AddOpenApi("v1");
        return services;
    }

    public static void UseApiProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        // An answer that routing or binding left without a body still is a problem for a program.
        app.UseStatusCodePages(async context =>
        {
            if (ApiMark.IsOn(context.HttpContext))
                await Nothing(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);
        });
    }

    /// <summary>Each group is a file of its own; tests/Web/endpoints.txt lists them with the roles they need.</summary>
    public static void MapApi(this WebApplication app)
    {
        app.MapProbes();
        var api = app.MapGroup("")
            .RequireAuthorization(Policies.Viewer)
            .RequireRateLimiting(RateLimits.Api)
            .WithMetadata(ApiMark.Instance);
        api.MapPipeline();
        api.MapCycles();
        api.MapSystem();
        api.MapMarketData();
        api.MapPriceHistory();
        api.MapOutputs();
        api.MapCalibration();
        api.MapTrading();
        api.MapTradeLists();
        api.MapDecisions();
        api.MapBots();
        api.MapLimits();
        api.MapEvents();
        api.MapAudit();
        api.MapJobs();
        api.MapRecordings();
        api.MapUsers();
        api.MapSessions();
        api.MapKeys();
        api.MapSettings();
        api.MapMetrics();
        app.MapAuth();
        app.MapOpenApi("/openapi/{documentName}.json")
            .RequireAuthorization(Policies.Viewer)
            .WithMetadata(ApiMark.Instance);
        app.MapGet("/hangfire", () => TypedResults.LocalRedirect("/jobs"))
            .RequireAuthorization(Policies.Viewer)
            .ExcludeFromDescription();
    }

    private static IResult Nothing(int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => Problems.Of(status, "no_such_call", "There is no such call."),
            StatusCodes.Status405MethodNotAllowed => Problems.Of(
                status,
                "wrong_method",
                "This call does not take that method."
            ),
            StatusCodes.Status415UnsupportedMediaType => Problems.Of(
                status,
                "not_json",
                "Send the body as application/json."
            ),
            _ => Problems.Of(status, "refused", "The call was not carried out."),
        };
}
