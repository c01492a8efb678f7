using System.Globalization;
using System.Net;
using System.Text.Json;
using Strikeboard.Faults.Points;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Trading;

/// <summary>
/// People in a hurry: orders on what is quoted, some at any price and some that rest, stops that are hit at once and stops that
/// never are, cancels, and closes of what is held.
/// </summary>
internal sealed class OrderStream(Bench bench, Supply supply, Habit habit, Random random) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    /// <summary>The switch was pulled, and somebody was told that it holds.</summary>
    public bool IsSwitchPromised { get; private set; }

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var callers = habit switch
        {
            Habit.Payout => 0,
            Habit.Burst => 8,
            _ => 3,
        };
        var tasks = Enumerable
            .Range(0, callers)
            .Select(_ => new Random(random.Next()))
            .Select(dice => UntilStoppedAsync(dice, both.Token))
            .ToList();
        if (habit is Habit.Switch or Habit.Rearm)
            tasks.Add(SwitchAsync(TimeSpan.FromMilliseconds(300 + random.Next(1200)), both.Token));
        await Task.WhenAll(tasks);
    }

    private async Task UntilStoppedAsync(Random dice, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (await TryAsync(() => AskAsync(dice, cancellationToken), cancellationToken))
                    Interlocked.Increment(ref _asked);
                var pause = habit == Habit.Burst ? 10 : 50 + dice.Next(250);
                await Task.Delay(TimeSpan.FromMilliseconds(pause), bench.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    /// <summary>Pulls the switch while orders are on their way; who re-arms does so at once, again and again.</summary>
    private async Task SwitchAsync(TimeSpan after, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(after, bench.Time, cancellationToken);
            do
            {
                await TryAsync(PullAsync, cancellationToken);
                if (habit == Habit.Rearm)
                    await TryAsync(() => TellAsync("rearm"), cancellationToken);
            } while (habit == Habit.Rearm);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }

        Task TellAsync(string verb) =>
            bench.Desk.PostAsync(
                $"/api/system/control/{verb}",
                new { reason = "while orders are on their way" },
                cancellationToken
            );

        async Task PullAsync()
        {
            var answer = await bench.Desk.PostAsync(
                "/api/system/control/kill",
                new { reason = "while orders are on their way" },
                cancellationToken
            );
            IsSwitchPromised |= habit == Habit.Switch && answer == HttpStatusCode.OK;
        }
    }

    /// <summary>False: killed just now, or not up again.</summary>
    private static async Task<bool> TryAsync(Func<Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask();
            return true;
        }
        catch (Exception away) when (Eventually.IsAway(away) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private Task AskAsync(Random dice, CancellationToken cancellationToken) =>
        dice.Next(20) switch
        {
            < 4 => CloseAsync(dice, cancellationToken),
            < 6 => bench.Desk.PostAsync("/api/system/control/cancel-orders", new { }, cancellationToken),
            _ => EnterAsync(dice, cancellationToken),
        };

    private async Task CloseAsync(Random dice, CancellationToken cancellationToken)
    {
        var held = await bench.Desk.GetAsync("/api/positions", cancellationToken);
        if (Pick(held, dice) is { } position)
            await bench.Desk.PostAsync(
                $"/api/positions/{position.GetProperty("id").GetString()}/close",
                new { },
                cancellationToken
            );
    }

    private async Task EnterAsync(Random dice, CancellationToken cancellationToken)
    {
        if (await supply.FindAsync(dice, cancellationToken) is not { } offer)
            return;
        var rests = dice.Next(3) == 0;
        var price = Cents(offer.Ask + (rests ? -2 : 2));
        var refused = await bench.Desk.AskAsync(
            "/api/orders",
            new
            {
                instrument = offer.Instrument,
                side = offer.IsYes ? "yes" : "no",
                quantity = 1 + dice.Next(5),
                limitPrice = price,
                restsSeconds = rests ? 10 : 3,
                stop = dice.Next(3) switch
                {
                    0 => (decimal?)null,
                    1 => 0.02m,
                    // Above what is bid: sold again as soon as it is held.
                    _ => Math.Min(0.99m, price + 0.02m),
                },
            },
            cancellationToken
        );
        supply.Answered(offer, refused);
    }

    private static decimal Cents(decimal cents) =>
        decimal.Parse((cents / 100m).ToString("0.00", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static JsonElement? Pick(JsonElement list, Random dice)
    {
        var all = list.GetProperty("items");
        return all.GetArrayLength() == 0 ? null : all[dice.Next(all.GetArrayLength())];
    }
}
