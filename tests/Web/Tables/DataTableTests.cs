using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Tests.Screens;

namespace Strikeboard.Web.Tests.Tables;

public sealed class DataTableTests : ScreenTest
{
    private NavigationManager Address => Services.GetRequiredService<NavigationManager>();

    private string Query => new Uri(Address.Uri).Query;

    [Fact]
    public void Rows_AndFoot_AreDrawn()
    {
        var page = Draw();

        Assert.Equal(["pear", "apple", "=plum"], Names(page));
        Assert.Contains("3 rows", page.Find(".table-foot").TextContent);
        Assert.Contains("UTC", page.Find(".table-foot").TextContent);
        Assert.Equal(["Name", "Price $", "Picked (UTC)"], Heads(page));
    }

    [Fact]
    public void Address_DecidesFilterOrderAndColumns()
    {
        var page = Draw("fruit?text=p&sort=-price&cols=price,name");

        Assert.Equal(["pear", "=plum", "apple"], Names(page));
        Assert.Equal(["Price $", "Name"], Heads(page));
        Assert.Equal("descending", page.FindAll("th[scope=col]")[0].GetAttribute("aria-sort"));
        Assert.Equal("Name p", page.Find(".chip-word").TextContent);
    }

    [Fact]
    public void NewAddress_IsFollowed_AndAnAddressOfAnotherPageIsNot()
    {
        var page = Draw();

        Address.NavigateTo("fruit?least=1");
        page.WaitForAssertion(() => Assert.Equal(["pear"], Names(page)));
        Assert.Contains("1 of 3 rows match", page.Find(".table-foot").TextContent);

        Address.NavigateTo("elsewhere?least=5");
        Assert.Equal(["pear"], Names(page));
    }

    [Fact]
    public void Chip_CanBeLaidAsideAndRemoved()
    {
        var page = Draw("fruit?least=1");

        page.Find(".chip-word").Click();
        Assert.Equal("?least=1&off=least", Query);
        page.WaitForAssertion(() => Assert.Equal(3, Names(page).Length));

        page.Find(".chip-end").Click();
        Assert.Equal("", Query);
    }

    [Fact]
    public void SearchField_NarrowsByTheAddress()
    {
        var page = Draw();

        page.Find("[data-search]").Change("pea");

        Assert.Equal("?text=pea", Query);
        page.WaitForAssertion(() => Assert.Equal(["pear"], Names(page)));
    }

    [Fact]
    public void CellOfAColumnWithATerm_LeadsToItsRows() =>
        Assert.Equal("fruit?text=pear", Draw().Find("a.cell-link").GetAttribute("href"));

    [Fact]
    public void NothingLeft_IsToldApartFromNothingThere()
    {
        Assert.Contains("Nothing matches the filters", Draw("fruit?text=melon").Markup);
        Assert.Contains("Nothing is here yet", Draw(rows: []).Markup);
    }

    [Fact]
    public void OpenRow_ShowsItsDetails_AlsoWhenItIsNotThere()
    {
        var page = Draw("fruit?row=apple");
        Assert.Equal("apple", page.Find("aside h2").TextContent);
        Assert.Equal("true", page.FindAll("tbody tr")[1].GetAttribute("aria-selected"));

        Address.NavigateTo("fruit?row=melon");
        page.WaitForAssertion(() => Assert.Contains("No row melon", page.Find("aside").TextContent));

        page.Find("aside header button").Click();
        Assert.Equal("", Query);
    }

    [Fact]
    public void DefaultView_IsShownToOneWithoutAWish_AndStandsInTheAddress()
    {
        Views.Set = new TableViewSet([new TableView("dear ones", "least=1", IsDefault: true, null)], "name,price");

        var page = Draw();

        Assert.Equal(["pear"], Names(page));
        Assert.Equal("?least=1&cols=name,price", Query);
    }

    [Fact]
    public void DefaultView_YieldsToAWish()
    {
        Views.Set = new TableViewSet([new TableView("dear ones", "least=1", IsDefault: true, null)], null);

        Assert.Equal(["apple"], Names(Draw("fruit?text=apple")));
    }

    [Fact]
    public void SavingAView_IsACommand_WithWhatTheAddressSays()
    {
        var page = Draw("fruit?least=1&row=pear");

        page.Find("#fruit-views-name").Input("dear ones");
        page.Find("#fruit-views form").Submit();

        Assert.Equal(new SaveView("fruit", "dear ones", "least=1"), Assert.Single(Desk.Received).Command);
    }

    [Fact]
    public void Columns_ChangeTheAddressAtOnce_AndAreKeptWhenTheMenuCloses()
    {
        var page = Draw();

        page.FindAll(".column-list input")[3].Change(true);
        Assert.Equal("?cols=name,price,picked,length", Query);
        Assert.Empty(Desk.Received);

        page.WaitForAssertion(() => Assert.Equal(4, Heads(page).Length));
        page.Find("#fruit-columns").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(new KeepColumns("fruit", "name,price,picked,length"), Assert.Single(Desk.Received).Command);
    }

    [Fact]
    public void ColumnThatNamesTheRow_CannotBeLeftOut() =>
        Assert.Equal(["Name", "Price $"], Heads(Draw("fruit?cols=price")));

    [Fact]
    public void AnotherZone_IsTakenOverByEveryRow()
    {
        var page = Draw();

        Services.GetRequiredService<ViewerClock>().Use(ViewZone.Venue);

        page.WaitForAssertion(() => Assert.Contains("2026-09-09 08:00:00", page.Find("tbody").TextContent));
        Assert.Contains("Picked (New York, UTC\u22124)", Heads(page));
    }

    [Fact]
    public void RowWithTheSameValue_IsNotDrawnAgain()
    {
        var source = Fruit.Rows(Time);
        var page = Draw(source: source);
        var pear = page.FindComponents<TableRow<Fruit>>()[0];
        var before = pear.RenderCount;

        source.Set([Fruit.Basket[0] with { }, Fruit.Basket[1] with { Price = 9 }]);
        page.Render(p => p.Add(t => t.Revision, 1));

        page.WaitForAssertion(() => Assert.Equal(2, Names(page).Length));
        Assert.Equal(before, pear.RenderCount);
    }

    private IRenderedComponent<DataTable<Fruit>> Draw(
        string address = "fruit",
        IReadOnlyList<Fruit>? rows = null,
        MemoryRows<Fruit>? source = null
    )
    {
        Address.NavigateTo(address);
        return Render<DataTable<Fruit>>(p =>
            p.Add(t => t.Shape, Fruit.Shape)
                .Add(t => t.Source, source ?? Fruit.Rows(Time, rows))
                .Add(t => t.Details, fruit => $"<p>{fruit.Name}</p>")
        );
    }

    private static string[] Names(IRenderedComponent<DataTable<Fruit>> page) =>
        [.. page.FindAll("tbody th").Select(cell => cell.TextContent.Trim())];

    private static string[] Heads(IRenderedComponent<DataTable<Fruit>> page) =>
        [.. page.FindAll("thead th").Select(cell => cell.TextContent.Trim())];
}
