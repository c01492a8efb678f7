using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The way of every read: outages first, then the signature, then the budget, then the answer under the lock.</summary>
internal sealed class ReadCalls(
    KalshiExchange exchange,
    Authenticator authenticator,
    Gate gate,
    FaultBoard faults,
    Budgets budgets
)
{
    public const int UsualCost = 10;

    /// <summary>For anybody; a signature that is there must still be right.</summary>
    public void Public(
        IEndpointRouteBuilder routes,
        string pattern,
        Func<HttpContext, IResult> answer,
        bool signed = false,
        int cost = UsualCost
    ) => routes.MapGet(pattern, (HttpContext context) => RespondAsync(context, (c, _) => answer(c), signed, cost));

    /// <summary>For the owner of a key.</summary>
    public void Owned(IEndpointRouteBuilder routes, string pattern, Func<HttpContext, string, IResult> answer) =>
        routes.MapGet(
            pattern,
            (HttpContext context) => RespondAsync(context, (c, account) => answer(c, account!), signed: true, UsualCost)
        );

    public async Task RespondAsync(
        HttpContext context,
        Func<HttpContext, string?, IResult> answer,
        bool signed,
        int cost
    ) => await (await AnswerAsync(context, answer, signed, cost)).ExecuteAsync(context);

    private async Task<IResult> AnswerAsync(
        HttpContext context,
        Func<HttpContext, string?, IResult> answer,
        bool signed,
        int cost
    )
    {
        if (await gate.StopRequestAsync(context, KalshiExchange.Venue, KalshiErrors.Failure) is { } stopped)
        {
            return stopped;
        }
        if (faults.Strikes(KalshiExchange.Venue, FaultKind.Unauthorized))
        {
            return KalshiErrors.Unauthorized(AuthVerdict.WrongSignature);
        }
        var verdict = authenticator.Check(context.Request, out var account);
        if (verdict is not AuthVerdict.Accepted && (signed || verdict is not AuthVerdict.Unsigned))
        {
            return KalshiErrors.Unauthorized(verdict);
        }
        if (!budgets.TryRead(account, cost))
        {
            return KalshiErrors.TooMany;
        }
        lock (exchange.Gate)
        {
            return answer(context, account);
        }
    }
}
