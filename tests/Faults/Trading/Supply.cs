using System.Collections.Concurrent;
using System.Text.Json;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Trading;

/// <param name="Ask">In cents.</param>
internal sealed record Offer(string Instrument, bool IsYes, decimal Ask);

/// <summary>What can still be bought: a contract that was given up today is not bought again.</summary>
internal sealed class Supply(Bench bench, int symbols)
{
    private const double FurthestShift = 1.5;
    private static readonly TimeSpan TableLasts = TimeSpan.FromMilliseconds(700);
    private readonly ConcurrentDictionary<string, bool> _gone = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (long At, List<Offer> Offers)> _tables = new(StringComparer.Ordinal);
    private readonly double[] _shifts = new double[symbols];

    /// <summary>Every price somewhere else, so that other strikes are near the money.</summary>
    public async Task MoveAsync(Random dice, CancellationToken cancellationToken)
    {
        for (var i = 0; i < symbols; i++)
        {
            var to = ((dice.NextDouble() * 2) - 1) * FurthestShift;
            var by = ((((100 + to) / (100 + _shifts[i])) - 1) * 100);
            _shifts[i] = to;
            await bench.Exchanges.ShiftAsync(Listings.Name(i), by, cancellationToken);
        }
    }

    /// <summary>One of them by the dice; null where this symbol has none.</summary>
    public async Task<Offer?> FindAsync(Random dice, CancellationToken cancellationToken)
    {
        var offers = await TableAsync(Listings.Name(dice.Next(symbols)), cancellationToken);
        var left = offers.Where(offer => !_gone.ContainsKey(offer.Instrument)).ToList();
        return left.Count == 0 ? null : left[dice.Next(left.Count)];
    }

    public void Answered(Offer offer, string? refused)
    {
        if (refused is "slot.closed_today" or "slot.taken")
            _gone[offer.Instrument] = true;
    }

    private async Task<List<Offer>> TableAsync(string symbol, CancellationToken cancellationToken)
    {
        if (_tables.TryGetValue(symbol, out var known) && bench.Time.GetElapsedTime(known.At) < TableLasts)
            return known.Offers;
        var offers = await bench.Desk.TryGetAsync($"/api/strikes/{symbol}", cancellationToken) is { } table
            ? table.GetProperty("rows").EnumerateArray().SelectMany(Offers).ToList()
            : [];
        _tables[symbol] = (bench.Time.GetTimestamp(), offers);
        return offers;
    }

    private static IEnumerable<Offer> Offers(JsonElement row)
    {
        foreach (var isYes in (bool[])[true, false])
        {
            var ask = row.GetProperty(isYes ? "yesAsk" : "noAsk");
            if (ask.ValueKind == JsonValueKind.Number && ask.GetDecimal() is >= 4 and <= 95)
                yield return new Offer(row.GetProperty("ticker").GetString()!, isYes, ask.GetDecimal());
        }
    }
}
