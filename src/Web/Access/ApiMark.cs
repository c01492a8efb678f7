namespace Strikeboard.Web.Access;

/// <summary>Marks an endpoint that programs call: it answers with problems, never with a redirect or a page.</summary>
public sealed class ApiMark
{
    public static readonly ApiMark Instance = new();

    private static readonly string[] Roots = ["/api", "/hubs", "/ws", "/openapi"];

    internal static bool IsOn(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ApiMark>() is not null
        || Roots.Any(root => context.Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));
}
