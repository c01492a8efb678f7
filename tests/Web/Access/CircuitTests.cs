using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Access;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

/// <summary>An open page whose owner's access has ended, where the browser does not do as it is told.</summary>
public sealed class CircuitTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(5);
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes(
        "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"
    );

    /// <summary>Two bytes of MessagePack: a list of one, the number six.</summary>
    private static readonly byte[] Ping = [2, 0x91, 6];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Click_AfterAccessEnded_ReachesNobody()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        var viewer = Callers.Principal(house.People[Role.Viewer], Schemes.Session);
        using var guard = new CircuitGuard(
            new SignedIn(viewer),
            house.Services.GetRequiredService<AccessWatch>(),
            house.Services.GetRequiredService<CircuitPlaces>()
        );
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        guard.Changed += () =>
        {
            if (guard.Ended is not null)
                ended.TrySetResult();
        };
        var clicks = 0;
        var click = guard.CreateInboundActivityHandler(_ =>
        {
            clicks++;
            return Task.CompletedTask;
        });
        await guard.OnConnectionUpAsync(null!, Cancel);
        await click(null!);

        await house.ChangeUserAsync(Role.Viewer, user => user.Enabled = false, Cancel);
        await ended.Task.WaitAsync(Patience, Cancel);
        await click(null!);

        Assert.Equal((1, AccessEnd.Disabled), (clicks, guard.Ended));
    }

    [Fact]
    public async Task Wire_OfAPageThatWillNotGo_IsCut()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var browser = await house.SignedInAsync(Role.Viewer, Cancel);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", house.Url);
        await socket.ConnectAsync(new UriBuilder(house.Url) { Scheme = "ws", Path = "/_blazor" }.Uri, browser, Cancel);
        await socket.SendAsync(Handshake, WebSocketMessageType.Text, endOfMessage: true, Cancel);
        var buffer = new byte[4096];
        await socket.ReceiveAsync(buffer.AsMemory(), Cancel);

        await house.ChangeUserAsync(Role.Viewer, user => user.Enabled = false, Cancel);

        await EndsAsync(socket, buffer);
    }

    /// <summary>It keeps saying that it is there, so that nobody ends it for its silence.</summary>
    private static async Task EndsAsync(ClientWebSocket socket, byte[] buffer)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        var pinging = PingAsync(socket, patience.Token);
        try
        {
            while (
                (await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).MessageType != WebSocketMessageType.Close
            )
            {
                // What was on its way before the end.
            }
        }
        catch (WebSocketException)
        {
            // Cut without a word, which is how it is meant.
        }
        await patience.CancelAsync();
        await pinging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task PingAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(PingEvery, TimeProvider.System);
        while (await beat.WaitForNextTickAsync(cancellationToken))
            await socket.SendAsync(Ping, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
    }

    private sealed class SignedIn(ClaimsPrincipal who) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(who));
    }
}
