using System.Net;
using System.Text.Json;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Calibration;

public sealed class CalibrationCallTests(HouseFixture fixture) : IClassFixture<HouseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AnswersEachCheckpointWithItsVerdict()
    {
        var house = fixture.House;
        using var viewer = house.As(Role.Viewer);

        using var answer = JsonDocument.Parse(await viewer.GetStringAsync("/api/calibration?symbol=btc", Ct));

        var checkpoints = answer.RootElement.GetProperty("checkpoints");
        Assert.Equal(5, checkpoints.GetArrayLength());
        Assert.Equal("not yet: 0 of 200 settled", checkpoints[0].GetProperty("verdict").GetString());
        Assert.True(checkpoints[0].GetProperty("isProvisional").GetBoolean());
    }

    [Fact]
    public async Task Read_AsCsv_HasARowPerCheckpoint()
    {
        var house = fixture.House;
        using var viewer = house.As(Role.Viewer);

        var lines = (await viewer.GetStringAsync("/api/calibration?format=csv", Ct)).Split("\r\n");

        Assert.StartsWith("checkpointSeconds,kept,waiting,", lines[0]);
        Assert.StartsWith("2700,0,0,", lines[1]);
        Assert.Equal(7, lines.Length);
    }

    [Fact]
    public async Task List_AsCsv_HasForecastAndOutcome()
    {
        var house = fixture.House;
        using var viewer = house.As(Role.Viewer);

        var lines = (await viewer.GetStringAsync("/api/calibration/forecasts?format=csv&checkpoint=300", Ct)).Split(
            "\r\n"
        );

        Assert.StartsWith("7,KXBTCD-1-T84000,300,BTC,KXBTCD,KXBTCD-1,2026-09-09T12:00:00.000Z,", lines[1]);
        Assert.EndsWith("0.5125,true,yes,84001,2026-09-09T12:00:03.000Z,true", lines[1]);
    }

    [Theory]
    [InlineData("symbol=%20")]
    [InlineData("series=a-b")]
    [InlineData("checkpoint=7")]
    [InlineData("from=yesterday")]
    public async Task Read_WrongField_IsNamed(string query)
    {
        var house = fixture.House;
        using var viewer = house.As(Role.Viewer);

        using var answer = await viewer.GetAsync(new Uri($"/api/calibration?{query}", UriKind.Relative), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(query.Split('=')[0], await answer.Content.ReadAsStringAsync(Ct));
    }
}
