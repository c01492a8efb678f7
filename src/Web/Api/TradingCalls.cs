using Microsoft.AspNetCore.Mvc;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading;
using Strikeboard.Model;
using Strikeboard.Web.Access;
using Strikeboard.Web.Api.Shapes;

namespace Strikeboard.Web.Api;

/// <summary>What the desk holds, and the wishes that change it. Every one of them goes through the gate that the bots go through.</summary>
internal static class TradingCalls
{
    public static void MapTrading(this IEndpointRouteBuilder api)
    {
        var reads = api.MapGroup("/api").WithTags("Trading");
        reads.MapGet("/positions", ReadPositions);
        reads.MapGet("/balances", ReadBalance);
        reads.MapGet("/reconciliation", ReadReconciliation);
        reads.MapGet("/risk", ReadRisk);
        var changes = api.MapGroup("/api").WithTags("Trading").RequireRateLimiting(RateLimits.Control);
        changes.MapPost("/orders", PlaceAsync);
        changes.MapDelete("/orders/{id}", CancelAsync);
        changes.MapPost("/orders/{id}/resolve", ResolveAsync);
        changes.MapPost("/positions/{id:guid}/close", CloseAsync);
        changes.MapPut("/positions/{id:guid}/protection", ProtectAsync);
    }

    private static IResult ReadPositions(LiveBoard board, IMarks marks, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var items = board
            .Current.Positions.Values.OrderBy(position => position.OpenedAt)
            .Select(position => PositionShape.Of(position, marks.Of(position.Instrument), now))
            .ToList();
        return TypedResults.Ok(new ListAnswer<PositionShape>(items, items.Count, null));
    }

    private static IResult ReadBalance(LiveBoard board, TimeProvider time)
    {
        var account = board.Current.Account;
        return TypedResults.Ok(
            new BalanceShape(
                account.Venue,
                account.Account,
                account.Cash,
                account.CashAsOf,
                Ages.Ms(time.GetUtcNow(), account.CashAsOf),
                account.Trouble
            )
        );
    }

    private static IResult ReadReconciliation(LiveBoard board) => TypedResults.Ok(board.Current.Account);

    private static IResult ReadRisk(LiveBoard board) => TypedResults.Ok(board.Current.Risk);

    private static Task<IResult> PlaceAsync(
        HttpContext context,
        ICommandDesk desk,
        OrderBody body,
        CancellationToken cancellationToken
    )
    {
        if (body.Venue is not (null or "kalshi"))
            return Task.FromResult<IResult>(Problems.BadField("venue", "orders go to kalshi."));
        if (string.IsNullOrWhiteSpace(body.Instrument))
            return Task.FromResult<IResult>(Problems.BadField("instrument", "the ticker of a contract."));
        return desk.RunAsync(
            context,
            new PlaceOrder(
                body.Instrument,
                body.Side,
                body.Quantity,
                body.LimitPrice,
                body.RestsSeconds,
                body.Stop,
                body.Target,
                (double?)body.StopChance
            ),
            body.Reason,
            cancellationToken
        );
    }

    private static Task<IResult> CancelAsync(
        string id,
        HttpContext context,
        ICommandDesk desk,
        [FromQuery] string? reason,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, new CancelOrder(id), reason, cancellationToken);

    private static Task<IResult> ResolveAsync(
        string id,
        HttpContext context,
        ICommandDesk desk,
        ResolveBody body,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, new ResolveOrder(id, body.Filled, body.Evidence), body.Reason, cancellationToken);

    private static Task<IResult> CloseAsync(
        Guid id,
        HttpContext context,
        ICommandDesk desk,
        CloseBody? body,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, new ClosePosition(id, body?.Quantity), body?.Reason, cancellationToken);

    private static Task<IResult> ProtectAsync(
        Guid id,
        HttpContext context,
        ICommandDesk desk,
        ProtectionBody body,
        CancellationToken cancellationToken
    ) =>
        desk.RunAsync(
            context,
            new SetProtection(id, body.Stop, body.Target, (double?)body.StopChance),
            body.Reason,
            cancellationToken
        );
}

/// <param name="LimitPrice">Of the side, in dollars.</param>
/// <param name="RestsSeconds">How long it may rest at the venue; absent: the desk's own setting.</param>
internal sealed record OrderBody(
    string Instrument,
    Side Side,
    decimal Quantity,
    decimal LimitPrice,
    string? Venue = null,
    int? RestsSeconds = null,
    decimal? Stop = null,
    decimal? Target = null,
    decimal? StopChance = null,
    string? Reason = null
);

internal sealed record ResolveBody(decimal Filled, string Evidence, string? Reason = null);

/// <param name="Quantity">Absent: everything.</param>
internal sealed record CloseBody(decimal? Quantity = null, string? Reason = null);

internal sealed record ProtectionBody(
    decimal? Stop = null,
    decimal? Target = null,
    decimal? StopChance = null,
    string? Reason = null
);
