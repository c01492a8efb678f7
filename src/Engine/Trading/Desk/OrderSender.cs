using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>Keeps that an order is about to be sent, sends it once, and keeps what came of it.</summary>
internal sealed partial class OrderSender(
    PositionDesk desk,
    KillSwitch kill,
    TradingVenue venue,
    TradingOptions options,
    IEventLog events,
    TimeProvider time,
    ILogger<OrderSender> logger
)
{
    /// <summary>What was kept longer ago than this is not sent any more: another node may have taken over meanwhile.</summary>
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(2);

    public async Task SendAsync(Guid positionId, BeginSending duty, CancellationToken leading)
    {
        var name = duty.Attempt.ClientOrderId;
        var now = Moments.Now(time);
        var rests =
            duty.Intent.Rests ?? (duty.Intent.Purpose == IntentPurpose.Entry ? options.EntryRests : options.ExitRests);
        var kept = await desk.ApplyAsync(positionId, new SendBegun(name, now + rests, now), leading);
        var began = time.GetTimestamp();
        // Only the life that kept it sends it. One that finds it kept by another, or by itself before, asks the venue.
        if (kept?.Attempts.FirstOrDefault(a => a.ClientOrderId == name) is not { } attempt || !IsMine(attempt, now))
            return;

        var intent = kept.Intents.First(i => i.Id == duty.Intent.Id);
        var request = OrderRequests.For(kept, intent, attempt);
        if (OrderRequests.WhyNot(request, kept, intent, attempt) is { } fault)
        {
            // A mistake of ours, and the last place to notice it.
            events.Record(Severity.Error, "trading", "order.mismatch", fault, ("order", name));
            await desk.ApplyAsync(positionId, new SendDropped(name, fault, Moments.Now(time)), leading);
            return;
        }
        if (intent.Purpose == IntentPurpose.Entry && kill.IsOn)
        {
            await desk.ApplyAsync(positionId, new SendDropped(name, "the desk is killed", Moments.Now(time)), leading);
            return;
        }
        if (leading.IsCancellationRequested || time.GetElapsedTime(began) > SendWithin)
            return;
        // If the process dies here or later, the order stays "sending", and the next life asks the venue for it.
        DeskTrace.Log.OrderLeaving(Word(request.Purpose));
        var answer = await venue.Orders.PlaceAsync(request, leading);
        DeskTrace.Log.OrderAnswered(Word(request.Purpose));
        Log.Answered(logger, name, answer);
        await desk.ApplyAsync(positionId, Outcome(name, answer), CancellationToken.None);
    }

    private static string Word(IntentPurpose purpose) => purpose == IntentPurpose.Entry ? "entry" : "exit";

    private static bool IsMine(OrderAttempt attempt, DateTimeOffset begun) =>
        attempt.State == AttemptState.Sending && attempt.SentAt == begun;

    private TradeEvent Outcome(string name, PlaceAnswer answer)
    {
        var now = Moments.Now(time);
        return answer switch
        {
            PlaceAnswer.Taken taken => new OrderSeen(taken.Report, now),
            PlaceAnswer.Refused refused => new SendRefused(name, $"{refused.Code}: {refused.Message}", now),
            PlaceAnswer.NotSent notSent => new SendDropped(name, notSent.Reason, now),
            PlaceAnswer.InDoubt doubt => new SendInDoubt(name, doubt.Reason, now),
            _ => throw new InvalidOperationException($"nothing is known of {answer.GetType().Name}"),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Order}: {Answer}")]
        public static partial void Answered(ILogger logger, string order, PlaceAnswer answer);
    }
}
