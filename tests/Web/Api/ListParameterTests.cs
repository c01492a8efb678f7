using Microsoft.AspNetCore.Http.HttpResults;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Tests.Api;

public sealed class ListParameterTests
{
    [Fact]
    public void TryRead_Nothing_GivesTheFirstHundred()
    {
        Assert.Null(new ListParameters(null, null, null, null, null).TryRead(out var page));
        Assert.Equal((null, null, 100, null), (page.From, page.To, page.Limit, page.After));
    }

    [Fact]
    public void TryRead_TimeWithoutOffset_IsUtc()
    {
        Assert.Null(new ListParameters("2026-01-31T12:00:00", "2026-02-01", "7", "x", "csv").TryRead(out var page));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), page.From);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), page.To);
        Assert.Equal((7, "x"), (page.Limit, page.After));
    }

    [Theory]
    [InlineData("yesterday", null, null, null, null, "from")]
    [InlineData("12/31/2026 10:00", null, null, null, null, "from")]
    [InlineData(null, "2026-13-01", null, null, null, "to")]
    [InlineData("2026-02-01", "2026-01-01", null, null, null, "from")]
    [InlineData(null, null, "0", null, null, "limit")]
    [InlineData(null, null, "1001", null, null, "limit")]
    [InlineData(null, null, "-5", null, null, "limit")]
    [InlineData(null, null, "1e3", null, null, "limit")]
    [InlineData(null, null, "99999999999", null, null, "limit")]
    [InlineData(null, null, null, "a\nb", null, "after")]
    [InlineData(null, null, null, null, "xml", "format")]
    public void TryRead_BadOne_NamesTheField(
        string? from,
        string? to,
        string? limit,
        string? after,
        string? format,
        string field
    )
    {
        var problem = Assert.IsType<ProblemHttpResult>(
            new ListParameters(from, to, limit, after, format).TryRead(out _)
        );

        Assert.Equal(400, problem.StatusCode);
        Assert.Equal(
            field,
            Assert.IsAssignableFrom<IReadOnlyDictionary<string, string>>(problem.ProblemDetails.Extensions["facts"])[
                "field"
            ]
        );
    }
}
