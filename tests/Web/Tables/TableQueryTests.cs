using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Tests.Tables;

public sealed class TableQueryTests
{
    private static readonly TableFilter[] Filters =
    [
        new("text", "Text"),
        new("least", "Least", FilterKind.Number),
        new("from", "From", FilterKind.Moment),
        new("side", "Side", FilterKind.Choice) { Choices = [new("yes", "YES"), new("no", "NO")] },
    ];

    [Theory]
    [InlineData("text=a%26b%20c&least=1.5&off=least&sort=-time&cols=time,what&row=17")]
    [InlineData("series=KXBTC&side=yes&from=2026-09-09T14:00:00Z")]
    [InlineData("")]
    public void Query_ReadAndWritten_IsTheSame(string query) =>
        Assert.Equal(query, TableQuery.Parse($"?{query}", Filters).ToString());

    [Theory]
    [InlineData("least=many")]
    [InlineData("from=soon")]
    [InlineData("side=both")]
    [InlineData("text=")]
    public void Value_ThatCannotBeMeant_IsLeftOut(string query) =>
        Assert.Empty(TableQuery.Parse($"?{query}", Filters).Terms);

    [Fact]
    public void TermLaidAside_KeepsItsChip_AndAsksForNothing()
    {
        var query = TableQuery.Parse("?text=gone&off=text", Filters);

        Assert.Null(query["text"]);
        Assert.Equal("gone", Assert.Single(query.Terms).Value);
        Assert.Equal("gone", query.Switch("text")["text"]);
    }

    [Fact]
    public void View_LeavesOut_TheOpenRowAndWhatIsNotTheTables() =>
        Assert.Equal("text=a", TableQuery.Parse("?series=KXBTC&text=a&row=3", Filters).ViewText());

    [Fact]
    public void AnotherFilter_ClosesTheRow_ThatMayNotBeThereAnyMore() =>
        Assert.Null(TableQuery.Parse("?row=3", Filters).With("text", "a").Row);
}
