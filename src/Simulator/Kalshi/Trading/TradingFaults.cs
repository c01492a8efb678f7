using System.Text.Json;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>What can go wrong between an owner's request and its answer, before the venue has acted or after.</summary>
internal sealed class TradingFaults(FaultBoard faults, TimeProvider time)
{
    private static readonly TimeSpan LostFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SlowBy = TimeSpan.FromSeconds(3);

    public bool ResetsBefore(FaultTarget target) => Strike(FaultKind.ResetBefore, target) is not null;

    public bool StormsWrites(FaultTarget target) => Strike(FaultKind.Writes429, target) is not null;

    public bool Unauthorised() => faults.Strikes(KalshiExchange.Venue, FaultKind.Unauthorized);

    /// <summary>The answer, or what becomes of it on its way. Only what was accepted is tampered with: a refusal is a plain refusal.</summary>
    public async Task<IResult> DeliverAsync(HttpContext context, Outcome outcome, FaultTarget asked)
    {
        var answer = new JsonAnswer(outcome.Status, outcome.Write);
        if (!outcome.Accepted)
        {
            return answer;
        }
        var target = asked with { Instrument = outcome.Instrument ?? asked.Instrument };
        if (Strike(FaultKind.SlowReply, target) is { } slow)
        {
            await Task.Delay(slow.Lag ?? SlowBy, time, context.RequestAborted);
        }
        if (Strike(FaultKind.LoseReply, target) is { } lost)
        {
            return await LoseAsync(context, lost.Lag ?? LostFor);
        }
        if (Strike(FaultKind.ResetAfter, target) is not null)
        {
            context.Abort();
            return Results.Empty;
        }
        if (Strike(FaultKind.Rest5xxAfter, target) is not null)
        {
            return KalshiErrors.Unavailable;
        }
        if (Strike(FaultKind.EmptyReply, target) is not null)
        {
            return new JsonAnswer(outcome.Status, WriteNothing);
        }
        return Strike(FaultKind.GarbledReply, target) is null
            ? answer
            : Results.Bytes(Half(JsonAnswer.Bytes(outcome.Write)), "application/json");
    }

    /// <summary>The line stays open and silent until the client gives up, or for as long as asked.</summary>
    private async Task<IResult> LoseAsync(HttpContext context, TimeSpan lag)
    {
        try
        {
            await Task.Delay(lag, time, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return Results.Empty;
        }
        context.Abort();
        return Results.Empty;
    }

    private static void WriteNothing(Utf8JsonWriter w)
    {
        w.WriteStartObject();
        w.WriteEndObject();
    }

    private static byte[] Half(byte[] whole) => whole[..(whole.Length / 2)];

    private Fault? Strike(FaultKind kind, FaultTarget target) => faults.Strike(KalshiExchange.Venue, kind, target);
}
