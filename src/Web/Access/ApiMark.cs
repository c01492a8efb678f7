namespace Strikeboard.Web.Access;

/// <summary>Marks an endpoint that programs call: it answers with problems, never with a redirect or a page.</summary>
public sealed class ApiMark
{
    public static readonly ApiMark Instance = new();

    /// <summary>Where routing found no endpoint, or only one that refuses, the path has to tell.</summary>
    private static readonly string[] Roots =
    [
        "/api",
        "/hubs",
        "/ws",
        "/openapi",
        "/metrics",
        "/health",
        "/livez",
        "/readyz",
        "/tradez",
        "/status",
        "/performance",
        "/start",
        "/stop",
        "/restart",
    ];

    internal static bool IsOn(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ApiMark>() is not null
        || Roots.Any(root => context.Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));
}
