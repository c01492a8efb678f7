using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

public sealed class FaultTests
{
    private const string CoinbaseTime = Pretended.CoinbaseRest + "/time";
    private const string KalshiStatus = Pretended.KalshiRest + "/exchange/status";

    [Fact]
    public async Task Drop_WhileActive_CutsSocketsAndRefusesNewOnes()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.CoinbaseAsync("ticker");

        var id = await sim.FaultAsync("coinbase", "drop", ",\"seconds\":5");

        await socket.EndAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => sim.CoinbaseAsync());
        Assert.Equal(2, await sim.FiredAsync(id));
        sim.Time.Advance(TimeSpan.FromSeconds(5));
        using var back = await sim.CoinbaseAsync("ticker");
    }

    [Fact]
    public async Task Drop_WithoutDuration_CutsOnceAndLetsClientsBack()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.KalshiAsync();

        await sim.FaultAsync("kalshi", "drop");

        await socket.EndAsync();
        using var back = await sim.KalshiAsync();
    }

    [Fact]
    public async Task Mute_WhileActive_SendsNothingAndLeavesAGapBehind()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.CoinbaseAsync("heartbeats");
        await sim.FaultAsync("coinbase", "mute", ",\"seconds\":10");

        sim.Time.Advance(TimeSpan.FromSeconds(12));
        var first = await socket.NextAsync();

        Assert.True(first.GetProperty("sequence_num").GetInt64() > 5);
    }

    [Fact]
    public async Task Freeze_WhileActive_KeepsHeartbeatsAndStopsData()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.CoinbaseAsync("ticker", "heartbeats");
        await sim.FaultAsync("coinbase", "freeze");
        var from = sim.Time.GetUtcNow();

        sim.Time.Advance(TimeSpan.FromSeconds(3));
        var beats = 0;
        while (beats < 3)
        {
            var frame = await socket.NextAsync();
            var late = frame.GetProperty("timestamp").GetDateTimeOffset() > from;
            Assert.False(late && frame.GetProperty("channel").GetString() == "ticker");
            beats += late ? 1 : 0;
        }
    }

    [Fact]
    public async Task Freeze_OnKalshi_StopsBooks()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.KalshiAsync();
        await socket.SendAsync("""{"id":1,"cmd":"subscribe","params":{"channels":["ticker"]}}""");
        await socket.UntilTypeAsync("subscribed");
        await sim.FaultAsync("kalshi", "freeze", ",\"seconds\":20");

        sim.Time.Advance(TimeSpan.FromSeconds(19));
        Assert.Empty(await socket.DrainKalshiAsync());
        sim.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotEmpty(await socket.DrainKalshiAsync());
    }

    [Fact]
    public async Task Gap_Once_LosesOneNumberOfEachSocket()
    {
        await using var sim = await Pretended.StartAsync();
        using var coinbase = await sim.CoinbaseAsync("heartbeats");
        var id = await sim.FaultAsync("coinbase", "gap");

        sim.Time.Advance(TimeSpan.FromSeconds(4));
        var numbers = new List<long>();
        while (numbers.Count < 3)
        {
            numbers.Add((await coinbase.NextAsync()).GetProperty("sequence_num").GetInt64());
        }

        Assert.Equal([2, 3, 4], numbers);
        Assert.Equal(1, await sim.FiredAsync(id));
    }

    [Fact]
    public async Task Gap_OnKalshi_SkipsOneSeqOfABookChannel()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.KalshiAsync();
        await socket.SendAsync("""{"id":1,"cmd":"subscribe","params":{"channels":["trade"]}}""");
        await socket.UntilTypeAsync("subscribed");
        await sim.FaultAsync("kalshi", "gap", ",\"count\":2");

        sim.Time.Advance(TimeSpan.FromSeconds(60));
        var frames = await socket.DrainKalshiAsync();

        Assert.Equal(3, frames[0].GetProperty("seq").GetInt64());
        Assert.Equal(frames.Count + 2, frames[^1].GetProperty("seq").GetInt64());
    }

    [Theory]
    [InlineData("coinbase")]
    [InlineData("kalshi")]
    public async Task Malformed_WhileActive_MixesBrokenFramesBetweenGoodOnes(string venue)
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = venue == "coinbase" ? await sim.CoinbaseAsync("ticker") : await sim.KalshiAsync();
        if (venue == "kalshi")
        {
            await socket.SendAsync("""{"id":1,"cmd":"subscribe","params":{"channels":["trade"]}}""");
            await socket.UntilTypeAsync("subscribed");
        }
        await sim.FaultAsync(venue, "malformed", ",\"rate\":0.5");

        for (var i = 0; i < 60; i++)
        {
            sim.Time.Advance(TimeSpan.FromSeconds(1));
        }
        var (good, broken) = (0, 0);
        while (good < 30 || broken < 5)
        {
            var text = await socket.NextTextAsync();
            Assert.NotNull(text);
            (good, broken) = IsJson(text) ? (good + 1, broken) : (good, broken + 1);
        }
    }

    [Fact]
    public async Task RestFaults_WhileActive_AnswerAsNamed_AndClearingEndsThem()
    {
        await using var sim = await Pretended.StartAsync();

        foreach (var (venue, path) in new[] { ("coinbase", CoinbaseTime), ("kalshi", KalshiStatus) })
        {
            var first = await sim.FaultAsync(venue, "rest5xx", ",\"count\":2");
            await sim.GetAsync(path, HttpStatusCode.ServiceUnavailable);
            await sim.GetAsync(path, HttpStatusCode.ServiceUnavailable);
            await sim.GetAsync(path);
            Assert.Equal(2, await sim.FiredAsync(first));

            var second = await sim.FaultAsync(venue, "rest429");
            await sim.GetAsync(path, HttpStatusCode.TooManyRequests);
            Assert.Equal(HttpStatusCode.NoContent, await Delete(sim, $"/sim/faults/{second}"));
            await sim.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, await Delete(sim, $"/sim/faults/{second}"));
        }
        await sim.FaultAsync("kalshi", "unauthorized");
        await sim.GetAsync(KalshiStatus, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.NoContent, await Delete(sim, "/sim/faults"));
        await sim.GetAsync(KalshiStatus);
        Assert.Equal(0, (await sim.GetAsync("/sim/faults")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Slow_WhileActive_HoldsTheAnswerThreeSeconds()
    {
        await using var sim = await Pretended.StartAsync();
        await sim.FaultAsync("coinbase", "slow", ",\"count\":1");
        var before = sim.Time.WaitingTimers;

        var answer = sim.GetAsync(CoinbaseTime);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (sim.Time.WaitingTimers == before)
        {
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }
        sim.Time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(answer.IsCompleted);
        sim.Time.Advance(TimeSpan.FromSeconds(0.2));
        await answer;
    }

    [Fact]
    public async Task Down_WhileActive_CutsEverythingOfThatVenueAlone()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.KalshiAsync();
        await sim.FaultAsync("kalshi", "down", ",\"seconds\":5");

        await socket.EndAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => sim.GetAsync(KalshiStatus));
        await Assert.ThrowsAsync<WebSocketException>(() => sim.KalshiAsync());
        await sim.GetAsync(CoinbaseTime);
        sim.Time.Advance(TimeSpan.FromSeconds(5));
        await sim.GetAsync(KalshiStatus);
    }

    [Theory]
    [InlineData("""{"venue":"mars","kind":"drop"}""", "venue")]
    [InlineData("""{"venue":"kalshi","kind":"explode"}""", "kind")]
    [InlineData("""{"venue":"coinbase","kind":"unauthorized"}""", "kind")]
    [InlineData("""{"venue":"kalshi","kind":"drop","seconds":-1}""", "seconds")]
    [InlineData("""{"venue":"kalshi","kind":"gap","count":1.5}""", "count")]
    [InlineData("""{"venue":"kalshi","kind":"gap","rate":"often"}""", "rate")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    public async Task Fault_Wrong_IsAProblemNamingTheField(string body, string field)
    {
        await using var sim = await Pretended.StartAsync();

        var problem = await sim.PostAsync("/sim/faults", body, HttpStatusCode.BadRequest);

        Assert.Equal("invalid_field", problem.GetProperty("code").GetString());
        Assert.Equal(field, problem.GetProperty("facts").GetProperty("field").GetString());
    }

    [Fact]
    public async Task Port_Taken_AnotherOneIsUsed()
    {
        await using var first = await Pretended.StartAsync();
        await using var second = await Pretended.StartAsync(new SimulatorOptions { Port = first.Simulator.Port });

        Assert.NotEqual(first.Simulator.Port, second.Simulator.Port);
        await second.GetAsync("/sim/status");
    }

    private static async Task<HttpStatusCode> Delete(Pretended sim, string path)
    {
        using var response = await sim.Http.DeleteAsync(
            new Uri(path, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        return response.StatusCode;
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
