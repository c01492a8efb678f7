using Strikeboard.Model;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Tests.Api;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=cmd|' /C calc'!A0,\"x\"", "\"'=cmd|' /C calc'!A0,\"\"x\"\"\"")]
    public void Cell_TextThatASpreadsheetWouldRun_IsText(string text, string cell) =>
        Assert.Equal(cell, Csv.Cell(text));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("", "")]
    public void Cell_Text_IsQuotedOnlyWhereNeeded(string text, string cell) => Assert.Equal(cell, Csv.Cell(text));

    [Fact]
    public void Cell_Values_AreWrittenInOneWayEverywhere()
    {
        Assert.Equal("-1.5", Csv.Cell(-1.5m));
        Assert.Equal("administrator", Csv.Cell(Role.Administrator));
        Assert.Equal("true", Csv.Cell(true));
        Assert.Equal("", Csv.Cell(null));
        Assert.Equal(
            "2026-01-02T03:04:05.000Z",
            Csv.Cell(new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)))
        );
    }

    [Fact]
    public void Write_Rows_FollowsTheHeader()
    {
        CsvColumn<int>[] columns = [new("n", n => n), new("square", n => n * n)];

        Assert.Equal("n,square\r\n2,4\r\n3,9\r\n", Csv.Write([2, 3], columns));
    }
}
