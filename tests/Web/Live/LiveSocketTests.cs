using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Live;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Live;

public sealed class LiveSocketTests(PostgresFixture postgres)
{
    private const char HubEnd = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Socket_WithATicket_ShowsTheBoardAndThenWhatChanges()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var socket = await OpenAsync(house, "/ws?ticket=" + await TicketAsync(house));

        var first = await ReadUntilAsync(socket, "market_data");
        house.Facts.Publish(new CyclePublished(Sample.Cycle(2, TimeProvider.System.GetUtcNow(), 85_000m)));
        var next = await ReadUntilAsync(socket, "market_data");

        Assert.Equal("market:BTC", first.GetProperty("topic").GetString());
        Assert.Equal(84_000.5m, first.GetProperty("data").GetProperty("price").GetProperty("price").GetDecimal());
        Assert.Equal(85_000m, next.GetProperty("data").GetProperty("price").GetProperty("price").GetDecimal());
        Assert.True(next.GetProperty("seq").GetInt64() > first.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Socket_TicketUsedTwice_IsRefused()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        var ticket = await TicketAsync(house);
        using var first = await OpenAsync(house, "/ws?ticket=" + ticket);

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync(house, "/ws?ticket=" + ticket));

        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_Nonsense_IsAnsweredWithAnErrorAndTheSocketStays()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var socket = await OpenAsync(house, "/ws?ticket=" + await TicketAsync(house));

        await SendAsync(socket, "{nonsense");
        var error = await ReadUntilAsync(socket, "error");
        await SendAsync(socket, """{"type":"subscribe","symbols":["BTC"]}""");
        var data = await ReadUntilAsync(socket, "market_data");

        Assert.Equal("invalid_request", error.GetProperty("data").GetProperty("code").GetString());
        Assert.Equal("market:BTC", data.GetProperty("topic").GetString());
    }

    [Fact]
    public async Task Hub_OverABareSocket_SpeaksTheSameMessages()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var socket = await OpenAsync(house, "/hubs/live?ticket=" + await TicketAsync(house));
        await SendAsync(socket, """{"protocol":"json","version":1}""" + HubEnd);

        var invocation = await ReadHubAsync(socket, text => text.Contains("market_data", StringComparison.Ordinal));

        Assert.Equal("message", invocation.GetProperty("target").GetString());
        Assert.Equal("market:BTC", invocation.GetProperty("arguments")[0].GetProperty("topic").GetString());
    }

    [Fact]
    public async Task Socket_OwnerRevoked_IsToldWhyAndClosedWithinFiveSeconds()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var bare = await OpenAsync(house, "/ws?ticket=" + await TicketAsync(house));
        using var hub = await OpenAsync(house, "/hubs/live?ticket=" + await TicketAsync(house));
        await SendAsync(hub, """{"protocol":"json","version":1}""" + HubEnd);
        await ReadUntilAsync(bare, "market_data");
        await ReadHubAsync(hub, text => text.Contains("market_data", StringComparison.Ordinal));

        var began = TimeProvider.System.GetTimestamp();
        await house.ChangeUserAsync(Role.Viewer, user => user.Enabled = false, Cancel);
        var why = await ReadUntilAsync(bare, "error");
        await EndAsync(bare);
        await EndAsync(hub);

        Assert.Equal("disabled", why.GetProperty("data").GetProperty("code").GetString());
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Feed_ReaderWhoTakesNothing_IsLetGo()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        var time = new ManualTime();
        var parts = house.Services.GetRequiredService<LiveFeedParts>() with { Time = time };
        var aborted = new TaskCompletionSource();
        var sending = new TaskCompletionSource();
        using var place = house.Services.GetRequiredService<LiveClients>().TryEnter(house.People[Role.Viewer].UserId)!;
        using var feed = new LiveFeed(
            parts,
            house.People[Role.Viewer],
            place,
            (_, token) =>
            {
                sending.TrySetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            },
            () => aborted.TrySetResult()
        );

        feed.Start();
        await sending.Task.WaitAsync(Patience, Cancel);
        time.Advance(LiveFeed.SendPatience);

        await aborted.Task.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public void Clients_TooManyOfOneUser_AreTurnedAway()
    {
        var clients = new LiveClients();
        var user = Guid.NewGuid();
        var places = Enumerable.Range(0, LiveClients.MostPerUser).Select(_ => clients.TryEnter(user)).ToList();

        Assert.Null(clients.TryEnter(user));
        Assert.NotNull(clients.TryEnter(Guid.NewGuid()));
        places[0]!.Dispose();
        places[0]!.Dispose();
        Assert.NotNull(clients.TryEnter(user));
        Assert.Null(clients.TryEnter(user));
    }

    private static async Task<string> TicketAsync(WebHouse house) =>
        (await house.Services.GetRequiredService<TokenDesk>().TicketAsync(house.People[Role.Viewer], Cancel)).Ticket;

    private static async Task<ClientWebSocket> OpenAsync(WebHouse house, string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(house.Url.Replace("http", "ws", StringComparison.Ordinal) + path), Cancel);
        return socket;
    }

    private static async Task EndAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        var buffer = new byte[64 * 1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (WebSocketException)
        {
            // Cut off is closed too.
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Cancel);

    private static async Task<JsonElement> ReadUntilAsync(ClientWebSocket socket, string type)
    {
        while (true)
        {
            var message = JsonDocument.Parse(await ReceiveAsync(socket)).RootElement;
            if (message.GetProperty("type").GetString() == type)
                return message;
        }
    }

    private static async Task<JsonElement> ReadHubAsync(ClientWebSocket socket, Predicate<string> wanted)
    {
        while (true)
        {
            var texts = (await ReceiveAsync(socket)).Split(HubEnd, StringSplitOptions.RemoveEmptyEntries);
            if (Array.Find(texts, wanted) is { } found)
                return JsonDocument.Parse(found).RootElement;
        }
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (part.EndOfMessage)
                return text.ToString();
        }
    }
}
