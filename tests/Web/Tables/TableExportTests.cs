using System.Text;
using System.Text.Json;
using Strikeboard.Testing;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Tests.Tables;

public sealed class TableExportTests : IDisposable
{
    private readonly ViewerClock _clock = new();
    private readonly MemoryStream _file = new();

    public void Dispose() => _file.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_HasTheShownColumnsAndRows_AndNamesTheZone()
    {
        await (await ExportAsync("?sort=-name&cols=name,picked&least=0.5")).WriteCsvAsync(_file, Ct);

        Assert.Equal(
            "Name,Picked (UTC)\r\npear,2026-09-09T12:00:00.000Z\r\n'=plum,2026-09-09T14:00:00.000Z\r\n",
            Encoding.UTF8.GetString(_file.ToArray())
        );
    }

    [Fact]
    public async Task Csv_InTheVenuesZone_SaysItsDistanceInEveryCell()
    {
        _clock.Use(ViewZone.Venue);

        await (await ExportAsync("?cols=name,picked&text=pear")).WriteCsvAsync(_file, Ct);

        Assert.Equal(
            "Name,Picked (America/New_York)\r\npear,2026-09-09T08:00:00.000-04:00\r\n",
            Encoding.UTF8.GetString(_file.ToArray())
        );
    }

    [Fact]
    public async Task Json_SaysWhatItIsBesideTheRows()
    {
        await (await ExportAsync("?least=1")).WriteJsonAsync(_file, Ct);

        var json = JsonDocument.Parse(_file.ToArray()).RootElement;
        Assert.Equal(
            ("fruit", "UTC", "least=1", 1, 3),
            (
                json.GetProperty("table").GetString(),
                json.GetProperty("zone").GetString(),
                json.GetProperty("query").GetString(),
                json.GetProperty("matching").GetInt32(),
                json.GetProperty("inAll").GetInt32()
            )
        );
        var row = Assert.Single(json.GetProperty("rows").EnumerateArray());
        Assert.Equal(2.5m, row.GetProperty("price").GetDecimal());
    }

    [Fact]
    public async Task Export_OfManyRows_HasThemAll()
    {
        var many = Enumerable.Range(0, 2345).Select(i => new Fruit($"f{i}", i, Fruit.Noon));
        var snapshot = await Fruit.Rows(new ManualTime(), many).TakeAsync(TableQuery.Empty, Ct);

        await new TableExport<Fruit>(Fruit.Shape, TableQuery.Empty, snapshot, _clock).WriteCsvAsync(_file, Ct);

        var lines = Encoding.UTF8.GetString(_file.ToArray()).TrimEnd().Split("\r\n");
        Assert.Equal(2346, lines.Length);
        Assert.StartsWith("f2344,2344,", lines[^1]);
    }

    private async Task<TableExport<Fruit>> ExportAsync(string query)
    {
        var asked = Fruit.Query(query);
        var snapshot = await Fruit.Rows(new ManualTime()).TakeAsync(asked, Ct);
        return new TableExport<Fruit>(Fruit.Shape, asked, snapshot, _clock);
    }
}
