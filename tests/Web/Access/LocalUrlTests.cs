using Strikeboard.Web.Access;

namespace Strikeboard.Web.Tests.Access;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/jobs?x=1#y", "/jobs?x=1#y")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("jobs", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    public void OrHome_Anything_StaysHere(string? url, string expected) => Assert.Equal(expected, LocalUrl.OrHome(url));
}
