namespace Strikeboard.Web.Access;

/// <summary>What every answer carries, errors and files included: it is written at the last moment, over whatever was set before.</summary>
internal static class SecurityHeaders
{
    public static void Use(IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(Write, context);
                return next(context);
            }
        );

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        var nonce = context.RequestServices.GetRequiredService<CspNonce>().Value;
        headers.ContentSecurityPolicy = Policy(nonce);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";
        headers.XFrameOptions = "DENY";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (ApiMark.IsOn(context) || IsPage(context))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsPage(HttpContext context) =>
        context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// Scripts: by this answer's nonce, and what such a script loads; a browser that does not know 'strict-dynamic' takes
    /// our own files. Styles: our own files only, so no element has a style of its own: a class, or a property set by a
    /// script. base-uri stays 'self': Blazor finds its way by the base element.
    /// </summary>
    private static string Policy(string nonce) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; object-src 'none'; worker-src 'none'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
