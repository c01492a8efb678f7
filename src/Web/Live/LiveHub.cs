using Microsoft.AspNetCore.SignalR;
using Strikeboard.Engine.Access;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Live;

/// <summary>The live board for programs and other pages: one client method, "message", and the calls below.</summary>
internal sealed class LiveHub(LiveFeedParts parts, LiveClients clients, AuthorityReader authorities) : Hub
{
    public const string Path = "/hubs/live";
    public const string ClientMethod = "message";
    private const string FeedKey = "feed";

    public override async Task OnConnectedAsync()
    {
        var authority = Context.User?.Credential() is { } held
            ? (await authorities.JudgeAsync(held, Context.ConnectionAborted)).Authority
            : null;
        if (authority is null || clients.TryEnter(authority.UserId) is not { } place)
        {
            Context.Abort();
            return;
        }
        var caller = Clients.Caller;
        var feed = new LiveFeed(
            parts,
            authority,
            place,
            (message, cancellationToken) => caller.SendAsync(ClientMethod, message, cancellationToken),
            Context.Abort
        );
        Context.Items[FeedKey] = feed;
        feed.Start();
        await base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Feed?.Dispose();
        return base.OnDisconnectedAsync(exception);
    }

    public Task Subscribe(LiveNames names) => AskAsync(new LiveRequest("subscribe", names.Symbols, names.Topics));

    public Task Unsubscribe(LiveNames names) => AskAsync(new LiveRequest("unsubscribe", names.Symbols, names.Topics));

    /// <summary>The same by message, as a plain socket sends it.</summary>
    public Task Send(LiveRequest request) => AskAsync(request);

    private LiveFeed? Feed => Context.Items.TryGetValue(FeedKey, out var feed) ? feed as LiveFeed : null;

    private Task AskAsync(LiveRequest request) => Feed?.AskAsync(request) ?? Task.CompletedTask;
}

public sealed record LiveNames(IReadOnlyList<string>? Symbols = null, IReadOnlyList<string>? Topics = null);
