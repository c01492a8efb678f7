namespace Strikeboard.Web.Api;

/// <summary>The character zero is in no name and no text anybody looks for, and the database takes it in none.</summary>
internal static class QueryText
{
    public static void Use(IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
                    ? Problems.BadField("query", "has a character that no text has.").ExecuteAsync(context)
                    : next(context)
        );
}
