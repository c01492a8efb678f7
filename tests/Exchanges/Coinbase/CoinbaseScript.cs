using System.Globalization;
using Strikeboard.Exchanges.Tests.Kit;

namespace Strikeboard.Exchanges.Tests.Coinbase;

/// <summary>Plays the venue's part on one socket, counting as it does.</summary>
internal sealed class CoinbaseScript(ScriptedSocket socket)
{
    private long _sequence;

    public ScriptedSocket Socket { get; } = socket;

    public static async Task<CoinbaseScript> AcceptAsync(ScriptedVenue venue)
    {
        var script = new CoinbaseScript(await venue.NextSocketAsync());
        Assert.Contains("heartbeats", await script.Socket.HearAsync(), StringComparison.Ordinal);
        Assert.Contains("ticker", await script.Socket.HearAsync(), StringComparison.Ordinal);
        return script;
    }

    public async Task GoLiveAsync(string price)
    {
        await SayAsync("subscriptions", """{"subscriptions":{"heartbeats":["x"],"ticker":["BTC-USD"]}}""");
        await TickAsync(price);
    }

    public Task TickAsync(string price) =>
        SayAsync(
            "ticker",
            $$"""{"type":"update","tickers":[{"product_id":"BTC-USD","price":"{{price}}","best_bid":"{{price}}","best_ask":"{{price}}"}]}"""
        );

    public Task HeartbeatAsync() => SayAsync("heartbeats", """{"heartbeat_counter":1}""");

    public void LoseOne() => _sequence++;

    private Task SayAsync(string channel, string content)
    {
        var time = TimeProvider
            .System.GetUtcNow()
            .ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
        return Socket.SayAsync(
            $$"""{"channel":"{{channel}}","timestamp":"{{time}}","sequence_num":{{_sequence++}},"events":[{{content}}]}"""
        );
    }
}
