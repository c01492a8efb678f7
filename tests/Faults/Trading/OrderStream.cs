using System.Globalization;
using System.Text.Json;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Trading;

/// <summary>People in a hurry: orders on what is quoted, some at any price and some that rest, closes of what is held.</summary>
internal sealed class OrderStream(Bench bench, Random random) : IDisposable
{
    private const int AtOnce = 3;
    private readonly CancellationTokenSource _stop = new();
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(_ => AskOnAndOnAsync(new Random(random.Next()), both.Token))
        );
    }

    private async Task AskOnAndOnAsync(Random dice, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await AskAsync(dice, cancellationToken);
                    Interlocked.Increment(ref _asked);
                }
                catch (Exception away) when (Eventually.IsAway(away) && !cancellationToken.IsCancellationRequested)
                {
                    // Killed just now, or not up again.
                }
                await Task.Delay(TimeSpan.FromMilliseconds(40 + dice.Next(160)), bench.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private async Task AskAsync(Random dice, CancellationToken cancellationToken)
    {
        if (dice.Next(4) == 0)
        {
            var held = await bench.Desk.GetAsync("/api/positions", cancellationToken);
            if (Pick(held, dice) is { } position)
                await bench.Desk.PostAsync(
                    $"/api/positions/{position.GetProperty("id").GetString()}/close",
                    new { },
                    cancellationToken
                );
            return;
        }
        var symbol = dice.Next(2) == 0 ? "BTC" : "ETH";
        if (await bench.Desk.TryGetAsync($"/api/strikes/{symbol}", cancellationToken) is not { } table)
            return;
        if (Pick(table, dice, "rows") is not { } row)
            return;
        var isYes = dice.Next(2) == 0;
        var ask = row.GetProperty(isYes ? "yesAsk" : "noAsk");
        if (ask.ValueKind != JsonValueKind.Number || ask.GetDecimal() is < 3 or > 95)
            return;
        var rests = dice.Next(3) == 0;
        var price = (ask.GetDecimal() + (rests ? -2 : 2)) / 100m;
        await bench.Desk.PostAsync(
            "/api/orders",
            new
            {
                instrument = row.GetProperty("ticker").GetString(),
                side = isYes ? "yes" : "no",
                quantity = 1 + dice.Next(5),
                limitPrice = decimal.Parse(
                    price.ToString("0.00", CultureInfo.InvariantCulture),
                    CultureInfo.InvariantCulture
                ),
                restsSeconds = rests ? 10 : 3,
                stop = dice.Next(2) == 0 ? 0.02m : (decimal?)null,
            },
            cancellationToken
        );
    }

    private static JsonElement? Pick(JsonElement list, Random dice, string items = "items")
    {
        var all = list.GetProperty(items);
        return all.GetArrayLength() == 0 ? null : all[dice.Next(all.GetArrayLength())];
    }
}
