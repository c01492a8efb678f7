using Strikeboard.Simulator.Control;

namespace Strikeboard.Simulator.Sockets;

/// <summary>Stands before a venue's REST calls and plays its outages.</summary>
internal sealed class Gate(FaultBoard faults, TimeProvider time, TimeSpan slowAnswer)
{
    /// <summary>Null: go on. An answer: give this one instead.</summary>
    public async Task<IResult?> StopRequestAsync(HttpContext context, string venue, Func<int, IResult> failure)
    {
        if (faults.Strikes(venue, FaultKind.Down))
        {
            context.Abort();
            return Results.Empty;
        }
        if (faults.Strikes(venue, FaultKind.Slow))
        {
            await Task.Delay(slowAnswer, time, context.RequestAborted);
        }
        if (faults.Strikes(venue, FaultKind.Rest5xx))
        {
            return failure(StatusCodes.Status503ServiceUnavailable);
        }
        return faults.Strikes(venue, FaultKind.Rest429) ? failure(StatusCodes.Status429TooManyRequests) : null;
    }

    /// <summary>Whether a socket may not be opened now. True also when the connection has been cut already.</summary>
    public bool StopUpgrade(HttpContext context, string venue)
    {
        if (faults.Strikes(venue, FaultKind.Down))
        {
            context.Abort();
            return true;
        }
        if (faults.Strikes(venue, FaultKind.Drop))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return true;
        }
        return false;
    }
}
