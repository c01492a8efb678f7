using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>
/// Looks at every position, finds what is to be done, and has it done; again after each change and ten times a second. What is
/// to be done follows from what is kept, so nothing that was missed stays undone.
/// </summary>
internal sealed partial class DutyLoop(
    PositionDesk desk,
    OrderSender sender,
    OrderInquiry inquiry,
    TradingVenue venue,
    TradingOptions options,
    TimeProvider time,
    ILogger<DutyLoop> logger
)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CancelAgainAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string Order, Type Duty), bool> _underWay = new();
    private readonly List<Task> _tasks = [];
    private readonly Dictionary<(string Order, Type Duty), long> _lastDone = [];

    public async Task RunAsync(CancellationToken leading)
    {
        await using var clock = time.CreateTimer(_ => desk.Wake(), null, LookEvery, LookEvery);
        try
        {
            while (await desk.News.WaitToReadAsync(leading))
            {
                desk.News.TryRead(out _);
                foreach (var position in desk.All)
                {
                    foreach (var duty in Duties.Of(position, time.GetUtcNow()))
                        Begin(position, duty, leading);
                }
                Tidy();
            }
        }
        finally
        {
            await Task.WhenAll(_tasks);
        }
    }

    private void Begin(Position position, Duty duty, CancellationToken leading)
    {
        // What cannot be judged is not opened, also where it was judged before.
        if (desk.IsApart && duty is BeginSending { Intent.Purpose: IntentPurpose.Entry })
            return;
        var key = (duty.Attempt.ClientOrderId, duty.GetType());
        if (!IsDue(key, duty) || !_underWay.TryAdd(key, true))
            return;
        _lastDone[key] = time.GetTimestamp();
        _tasks.Add(Task.Run(() => DoAsync(position, duty, key, leading), CancellationToken.None));
    }

    private bool IsDue((string Order, Type Duty) key, Duty duty) =>
        !_lastDone.TryGetValue(key, out var last) || time.GetElapsedTime(last) >= Between(duty);

    private TimeSpan Between(Duty duty) =>
        duty switch
        {
            AskVenue { Attempt.State: AttemptState.Working, Attempt.CancelAsked: false } => options.AskRestingEvery,
            AskVenue => options.AskDoubtfulEvery,
            CancelAtVenue => CancelAgainAfter,
            _ => TimeSpan.Zero,
        };

    private async Task DoAsync(Position position, Duty duty, (string Order, Type Duty) key, CancellationToken leading)
    {
        try
        {
            await DoAsync(position, duty, leading);
        }
        catch (OperationCanceledException) when (leading.IsCancellationRequested)
        {
            // What was kept says what is to be done next, here or elsewhere.
        }
        catch (Exception fault)
        {
            Log.DutyFailed(logger, duty.GetType().Name, key.Order, fault);
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }

    private Task DoAsync(Position position, Duty duty, CancellationToken leading)
    {
        var (name, now) = (duty.Attempt.ClientOrderId, Moments.Now(time));
        return duty switch
        {
            BeginSending begin => sender.SendAsync(position.Id, begin, leading),
            DropIt => desk.ApplyAsync(position.Id, new SendDropped(name, "too late to be sent", now), leading),
            DoubtIt => desk.ApplyAsync(
                position.Id,
                new SendInDoubt(name, "its sender did not hear an answer", now),
                leading
            ),
            AskVenue ask => inquiry.AskAsync(position, ask.Attempt, leading),
            CancelAtVenue cancel => CancelAsync(cancel.Attempt.VenueOrderId!, position.ExchangeIndex, leading),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>Whatever is answered: that it is over, and how, is for the venue's own report to say.</summary>
    private async Task CancelAsync(string venueOrderId, int exchangeIndex, CancellationToken leading)
    {
        DeskTrace.Log.CancelLeaving(venueOrderId);
        await venue.Orders.CancelAsync(venueOrderId, exchangeIndex, leading);
        DeskTrace.Log.CancelAnswered(venueOrderId);
    }

    private void Tidy()
    {
        _tasks.RemoveAll(task => task.IsCompleted);
        if (_lastDone.Count < 10_000)
            return;
        var live = desk
            .All.SelectMany(p => p.Attempts)
            .Where(a => !a.IsFinal)
            .Select(a => a.ClientOrderId)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var key in _lastDone.Keys.Where(key => !live.Contains(key.Order)).ToList())
            _lastDone.Remove(key);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Duty} of {Order} failed and is tried again.")]
        public static partial void DutyFailed(ILogger logger, string duty, string order, Exception fault);
    }
}
