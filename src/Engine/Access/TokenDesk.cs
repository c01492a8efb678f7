using Strikeboard.Data.Access;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Tokens for scripts: a short access token, a refresh token that is replaced at each use, a ticket for a socket's URL.</summary>
public sealed class TokenDesk
{
    /// <summary>Counted from the sign-in, not from the last refresh: a stolen chain ends by itself.</summary>
    public static readonly TimeSpan RefreshLifetime = SessionDesk.Lifetime;
    public static readonly TimeSpan TicketLifetime = TimeSpan.FromSeconds(30);
    private readonly AccessTokens _access;
    private readonly OneTimeTokens _tokens;
    private readonly AuthorityReader _authority;
    private readonly SessionDesk _sessions;
    private readonly IEventLog _events;
    private readonly TimeProvider _time;

    internal TokenDesk(
        AccessTokens access,
        OneTimeTokens tokens,
        AuthorityReader authority,
        SessionDesk sessions,
        IEventLog events,
        TimeProvider time
    )
    {
        (_access, _tokens, _authority) = (access, tokens, authority);
        (_sessions, _events, _time) = (sessions, events, time);
    }

    /// <summary>The tokens' family is the session: what ends the one ends the other.</summary>
    public async Task<TokenPair> OpenAsync(Authority authority, Visitor visitor, CancellationToken cancellationToken)
    {
        var opened = await _sessions.OpenAsync(authority, SessionDesk.Script, visitor, cancellationToken);
        return await PairAsync(opened, opened.SessionId!.Value, _time.GetUtcNow() + RefreshLifetime, cancellationToken);
    }

    /// <summary>Null when the token is not good. One that was used before ends its whole family: either copy may be a thief's.</summary>
    public async Task<TokenPair?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var (use, token) = await _tokens.SpendAsync(TokenPurpose.Refresh, refreshToken, cancellationToken);
        if (use == TokenUse.Reused && token is not null)
        {
            await _tokens.EndFamilyAsync(token.Family, cancellationToken);
            await _sessions.EndAsync(token.Family, token.UserId, AccessEnd.TokenReused, cancellationToken);
            _events.Record(
                Severity.Warning,
                "access",
                "access.refresh_token_reused",
                "A refresh token was used twice; every token of that sign-in was ended.",
                ("user", token.UserId)
            );
        }
        if (use != TokenUse.Spent || token is null)
            return null;
        return await OwnerAsync(token, cancellationToken) is { } authority
            ? await PairAsync(authority, token.Family, token.ExpiresAt, cancellationToken)
            : null;
    }

    public async Task<(string Ticket, DateTimeOffset ExpiresAt)> TicketAsync(
        Authority authority,
        CancellationToken cancellationToken
    )
    {
        var expiresAt = _time.GetUtcNow() + TicketLifetime;
        var ticket = await _tokens.IssueAsync(
            TokenPurpose.SocketTicket,
            authority,
            expiresAt,
            authority.SessionId ?? Guid.Empty,
            cancellationToken
        );
        return (ticket, expiresAt);
    }

    public async Task<Authority?> SpendTicketAsync(string ticket, CancellationToken cancellationToken)
    {
        var (use, token) = await _tokens.SpendAsync(TokenPurpose.SocketTicket, ticket, cancellationToken);
        if (use != TokenUse.Spent || token is null)
            return null;
        return await OwnerAsync(token, cancellationToken);
    }

    /// <summary>Whether a ticket would be taken, without taking it.</summary>
    public async Task<Authority?> LookAtTicketAsync(string ticket, CancellationToken cancellationToken)
    {
        var token = await _tokens.FindUnspentAsync(TokenPurpose.SocketTicket, ticket, cancellationToken);
        return token is null ? null : await OwnerAsync(token, cancellationToken);
    }

    private async Task<Authority?> OwnerAsync(OneTimeToken token, CancellationToken cancellationToken)
    {
        Guid? session = token.Family == Guid.Empty ? null : token.Family;
        var judged = await _authority.JudgeAsync(
            new Credential(token.UserId, token.SecurityStamp, session),
            cancellationToken
        );
        return judged.Authority;
    }

    private async Task<TokenPair> PairAsync(
        Authority authority,
        Guid family,
        DateTimeOffset refreshUntil,
        CancellationToken cancellationToken
    )
    {
        var (access, expiresAt) = _access.Issue(authority);
        var refresh = await _tokens.IssueAsync(
            TokenPurpose.Refresh,
            authority,
            refreshUntil,
            family,
            cancellationToken
        );
        return new TokenPair(access, refresh, expiresAt);
    }
}

/// <param name="ExpiresAt">Of the access token.</param>
public sealed record TokenPair(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt);
