using Strikeboard.Engine;

namespace Strikeboard.Web.Api;

/// <summary>One shape for every list: items, how many in all, and where the next page begins.</summary>
public sealed record ListAnswer<T>(IReadOnlyList<T> Items, long Total, string? Next);

internal static class Lists
{
    public static IResult Answer<T>(
        HttpContext context,
        ListParameters parameters,
        Page<T> page,
        IReadOnlyList<CsvColumn<T>> columns
    )
    {
        if (!parameters.WantsCsv)
            return TypedResults.Ok(new ListAnswer<T>(page.Items, page.Total, page.Next));
        // A CSV has no place for a cursor: it travels beside it.
        if (page.Next is { } next)
            context.Response.Headers["X-Next"] = next;
        return TypedResults.Text(Csv.Write(page.Items, columns), "text/csv; charset=utf-8");
    }
}
