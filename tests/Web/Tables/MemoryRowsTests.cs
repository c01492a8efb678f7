using Strikeboard.Testing;

namespace Strikeboard.Web.Tests.Tables;

public sealed class MemoryRowsTests
{
    [Theory]
    [InlineData("", "pear,apple,=plum")]
    [InlineData("?sort=name", "=plum,apple,pear")]
    [InlineData("?sort=price", "=plum,pear,apple")]
    [InlineData("?sort=-price", "pear,=plum,apple")]
    [InlineData("?least=1", "pear")]
    [InlineData("?least=1&off=least", "pear,apple,=plum")]
    [InlineData("?text=p&sort=-picked", "=plum,apple,pear")]
    [InlineData("?sort=nothing", "pear,apple,=plum")]
    public async Task Rows_AreThoseAskedFor_InTheOrderAskedFor(string query, string names)
    {
        var snapshot = await Fruit
            .Rows(new ManualTime())
            .TakeAsync(Fruit.Query(query), TestContext.Current.CancellationToken);

        var rows = await snapshot.ReadAsync(0, 10, TestContext.Current.CancellationToken);

        Assert.Equal(names, string.Join(',', rows.Select(fruit => fruit.Name)));
        Assert.Equal((rows.Count, 3), (snapshot.Matching, snapshot.InAll));
    }
}
