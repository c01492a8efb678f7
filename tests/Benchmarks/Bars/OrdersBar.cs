using System.Globalization;
using System.Runtime.CompilerServices;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Engine.Trading;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>
/// The road of an order, from end to end: a wish, and a price that crosses a stop, until the order is at the venue; and the
/// switch. Every step that is kept on the way is kept on disk.
/// </summary>
internal sealed class OrdersBar : IBar
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(5);

    public string Name => "8 orders";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var desk = await TradingDesk.StartAsync(symbols: 10, cancellationToken);
        // The first of each pays for what is compiled on the way.
        await WishesAsync(desk, 10, cancellationToken);
        await StopsAsync(desk, 5, cancellationToken);
        var wishes = await WishesAsync(desk, effort.IsQuick ? 20 : 150, cancellationToken);
        yield return Reached("wish of the bot to its arrival at the venue", wishes, 15);
        var stops = await StopsAsync(desk, effort.IsQuick ? 10 : 80, cancellationToken);
        yield return Reached("price that crosses a stop to the exit's arrival", stops, 20);
        var late = new List<double>();
        for (var i = 0; i < (effort.IsQuick ? 2 : 8); i++)
            late.Add(await SwitchAsync(desk, cancellationToken));
        yield return Row.Less(
            Name,
            $"last order to open after the switch had answered, worst of {late.Count}",
            Ms(late.Max()),
            "250 ms",
            late.Max(),
            250
        );
    }

    private Row Reached(string what, List<double> ms, double limit) =>
        Row.Less(
            Name,
            string.Create(CultureInfo.InvariantCulture, $"{what}, p99 of {ms.Count} (p50 {Ms(Statistics.Median(ms))})"),
            Ms(Statistics.Quantile(ms, 0.99)),
            Ms(limit),
            Statistics.Quantile(ms, 0.99),
            limit
        );

    /// <summary>Milliseconds from the wish, before the gate, until the venue has the order.</summary>
    private static async Task<List<double>> WishesAsync(
        TradingDesk desk,
        int count,
        CancellationToken cancellationToken
    )
    {
        var asked = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var random = new Random(count);
        var refused = "nothing is offered";
        for (var i = 0; i < count * 4 && asked.Count < count; i++)
        {
            if (desk.FreeOffer(random) is { } offer)
            {
                var at = TimeProvider.System.GetUtcNow();
                var answer = await desk.Get<EntryDesk>().PlaceAsync(Resting(offer), cancellationToken);
                // A price may be old for a moment, most of all at the start: the gate is not what is measured.
                if (answer.Position is { } position)
                    asked[position.Attempts.Single().ClientOrderId] = at;
                else
                    refused = answer.Refusal!.Message;
            }
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
        if (asked.Count < count)
            throw new InvalidOperationException($"only {asked.Count} of {count} wishes went through: {refused}");
        return Compare(asked, await desk.ArrivalsAsync(cancellationToken));
    }

    /// <summary>
    /// Milliseconds from the trade that leaves a bid below the stop, by the venue's clock, until the venue has the exit. The stop
    /// was reached a trade earlier; this one is the proof that it asks for.
    /// </summary>
    private static async Task<List<double>> StopsAsync(TradingDesk desk, int count, CancellationToken cancellationToken)
    {
        var (exits, tries) = (new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal), 0);
        var trades = new Dictionary<string, (string Instrument, DateTimeOffset After)>(StringComparer.Ordinal);
        while (trades.Count < count && tries++ < count * 4)
        {
            var offer = await desk.TakeOfferAsync(cancellationToken);
            var stop = offer.Quote!.YesBid!.Value.Dollars - 0.03m;
            var entry = await desk.Get<EntryDesk>()
                .PlaceAsync(Wish(offer, 1m, new Protection(stop, null, null)), cancellationToken);
            if (entry.Position is not { Id: var id })
                continue;
            var isHeld = await TradingDesk.HoldsWithinAsync(
                () => desk.Positions.Find(id) is { Quantity: > 0 },
                ExitLimit,
                cancellationToken
            );
            if (!isHeld || desk.Positions.Find(id) is { Exit: not null })
                continue;
            await desk.SellAsync(offer.Market.Ticker, 20_000, stop, cancellationToken);
            var after = TimeProvider.System.GetUtcNow();
            await desk.SellAsync(offer.Market.Ticker, 1, 0.01m, cancellationToken);
            var isOut = await TradingDesk.HoldsWithinAsync(
                () => desk.Positions.Find(id)?.Attempts.Count() > 1,
                ExitLimit,
                cancellationToken
            );
            if (isOut)
                trades[desk.Positions.Find(id)!.Attempts.Last().ClientOrderId] = (offer.Market.Ticker, after);
        }
        var fills = (await desk.LedgerAsync("filled", cancellationToken))
            .Where(line => line.GetProperty("account").GetString() == "second")
            .Select(line =>
                (Instrument: line.GetProperty("instrument").GetString(), At: line.GetProperty("at").GetDateTimeOffset())
            )
            .ToLookup(line => line.Instrument, line => line.At, StringComparer.Ordinal);
        foreach (var (name, (instrument, after)) in trades)
        {
            if (fills[instrument].Where(at => at >= after).Order().Cast<DateTimeOffset?>().FirstOrDefault() is { } at)
                exits[name] = at;
        }
        return Compare(exits, await desk.ArrivalsAsync(cancellationToken));
    }

    /// <summary>Milliseconds from the switch's answer to the last order to open that the venue still gets; 0: none came.</summary>
    private static async Task<double> SwitchAsync(TradingDesk desk, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var opened = new HashSet<string>(StringComparer.Ordinal);
        var crowd = Enumerable.Range(0, 4).Select(i => OpenAsync(new Random(i))).ToList();
        await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System, cancellationToken);
        var outcome = await desk.DoAsync(new Kill(), cancellationToken);
        var answered = TimeProvider.System.GetUtcNow();
        if (outcome.Verdict != CommandVerdict.Done)
            throw new InvalidOperationException(outcome.Message);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
        await enough.CancelAsync();
        await Task.WhenAll(crowd);
        var arrivals = await desk.ArrivalsAsync(cancellationToken);
        var last = arrivals.Where(one => opened.Contains(one.Key)).Select(one => one.Value).DefaultIfEmpty().Max();
        await desk.DoAsync(new Rearm(), cancellationToken);
        return Math.Max(0, (last - answered).TotalMilliseconds);

        async Task OpenAsync(Random random)
        {
            while (!enough.IsCancellationRequested)
            {
                var answer = desk.FreeOffer(random) is { } offer
                    ? await desk.Get<EntryDesk>().PlaceAsync(Resting(offer), CancellationToken.None)
                    : null;
                lock (opened)
                {
                    if (answer?.Position is { } position)
                        opened.Add(position.Attempts.Single().ClientOrderId);
                }
                await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    /// <summary>So far from the money that it does not fill: the contract can be asked for again.</summary>
    private static EntryWish Resting(MarketSight offer) =>
        Wish(offer, 1m, Protection.None) with
        {
            LimitPrice = 0.02m,
            Rests = TimeSpan.FromSeconds(1),
        };

    private static EntryWish Wish(MarketSight offer, decimal quantity, Protection protection) =>
        new()
        {
            Instrument = offer.Market.Ticker,
            Side = Side.Yes,
            Quantity = quantity,
            LimitPrice = Math.Min(0.97m, offer.Quote!.YesAsk!.Value.Dollars + 0.03m),
            Protection = protection,
            OpenedBy = "bench",
            Reason = "measured",
        };

    private static List<double> Compare(
        Dictionary<string, DateTimeOffset> from,
        Dictionary<string, DateTimeOffset> arrivals
    )
    {
        var ms = from.Where(one => arrivals.ContainsKey(one.Key))
            .Select(one => (arrivals[one.Key] - one.Value).TotalMilliseconds)
            // Decided by a price that came before ours.
            .Where(each => each > 0)
            .ToList();
        return ms.Count * 2 >= from.Count && ms.Count > 0
            ? ms
            : throw new InvalidOperationException($"only {ms.Count} of {from.Count} orders arrived");
    }

    private static string Ms(double ms) => string.Create(CultureInfo.InvariantCulture, $"{ms:0.0} ms");
}
