using System.Collections.Immutable;
using Strikeboard.Model;
using static Strikeboard.Engine.Trading.Entries.EntryGateNames;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>
/// Weighs both sides of every row of a cycle: which are worth buying now, and what each of the others lacks. What it wants is
/// still to pass the risk gate and the slot.
/// </summary>
public static class EntryRule
{
    public static ImmutableArray<EntryDecision> Weigh(EntrySettings settings, EntryFacts facts)
    {
        var decisions = new List<EntryDecision>();
        foreach (var symbol in facts.Cycle.Symbols)
        {
            var ranks = Ranks(symbol.Watchlist);
            foreach (var table in symbol.Strikes)
            {
                if (table.Event is null)
                    continue;
                foreach (var row in table.Rows)
                {
                    decisions.Add(Weigh(settings, facts, new(symbol, table, row, Side.Yes, settings), ranks));
                    decisions.Add(Weigh(settings, facts, new(symbol, table, row, Side.No, settings), ranks));
                }
            }
        }
        Choose(decisions, settings);
        return [.. decisions];
    }

    private static EntryDecision Weigh(
        EntrySettings settings,
        EntryFacts facts,
        in EntryCandidate candidate,
        Dictionary<string, WatchlistEntry> ranks
    )
    {
        var (table, row) = (candidate.Table, candidate.Row);
        var mode = settings.Of(table.Symbol).Mode;
        var price = candidate.PriceCents / 100m;
        return new EntryDecision
        {
            CycleId = facts.Cycle.Id,
            At = facts.Now,
            Symbol = table.Symbol,
            Series = table.Series,
            Event = table.Event!.Ticker,
            Instrument = row.Ticker,
            Side = candidate.Side,
            Mode = mode,
            ClosesAt = table.Event.CloseTime,
            Price = price,
            Quantity = settings.Quantity,
            Chance = candidate.Chance,
            Edge = candidate.Edge,
            Protection = price is { } limit ? settings.ProtectionAt(limit) : Protection.None,
            Gates = Gates(settings, facts, candidate, mode, ranks),
        };
    }

    private static ImmutableArray<EntryGate> Gates(
        EntrySettings settings,
        EntryFacts facts,
        in EntryCandidate candidate,
        EntryMode mode,
        Dictionary<string, WatchlistEntry> ranks
    )
    {
        var (table, row) = (candidate.Table, candidate.Row);
        var quality = candidate.QualityAt(facts.Now);
        var seconds = (table.Event!.CloseTime - facts.Now).TotalSeconds;
        var age = (facts.Now - row.QuoteAsOf)?.TotalSeconds;
        var side = new EventSide(table.Event.Ticker, candidate.Side);
        var price = (double?)candidate.PriceCents;
        return
        [
            EntryGate.Yes(Switch, settings.Enabled && settings.Of(table.Symbol).Enabled),
            EntryGate.Yes(Open, facts.Closed.Length == 0),
            EntryGate.Yes(EntryGateNames.Guard, facts.Guard.IsArmed),
            EntryGate.AtMost(EntryGateNames.Quality, (double)quality, (double)Model.Quality.Live),
            EntryGate.AtMost(QuoteAge, age, settings.MaxQuoteAgeSeconds),
            EntryGate.AtLeast(ClosesAfter, seconds, settings.MinSecondsToClose),
            EntryGate.AtMost(ClosesWithin, seconds, settings.MaxSecondsToClose),
            EntryGate.Yes(Slot, !facts.Taken.Contains(row.Ticker)),
            EntryGate.Yes(EntryGateNames.EventSide, !facts.Entered.Contains(side)),
            EntryGate.Since(Between, (facts.Now - facts.LastEntryAt)?.TotalSeconds, settings.SecondsBetween),
            EntryGate.Since(
                AfterRefusal,
                (facts.Now - facts.LastRefusalAt)?.TotalSeconds,
                settings.SecondsAfterRefusal
            ),
            mode == EntryMode.Watchlist ? Listed(candidate, ranks) : Moving(candidate, settings),
            EntryGate.AtMost(MomentumAgainst, -candidate.Towards, settings.MaxMomentumAgainst),
            EntryGate.AtLeast(PriceMin, price, settings.MinPriceCents),
            EntryGate.AtMost(PriceMax, price, settings.MaxPriceCents),
            EntryGate.AtLeast(EntryGateNames.Probability, candidate.Chance, settings.MinProbability),
            EntryGate.AtLeast(EntryGateNames.Edge, candidate.Edge, settings.MinEdgeCents),
            EntryGate.AtLeast(Volume, (double)row.Volume, settings.MinVolume),
            EntryGate.AtLeast(OpenInterest, (double)row.OpenInterest, settings.MinOpenInterest),
            new EntryGate(BestOfCycle, null, settings.MaxPerCycle, true, 0),
        ];
    }

    private static EntryGate Listed(in EntryCandidate candidate, Dictionary<string, WatchlistEntry> ranks)
    {
        var entry = candidate.Side == candidate.Row.ActiveSide ? ranks.GetValueOrDefault(candidate.Row.Ticker) : null;
        return EntryGate.Yes(EntryGateNames.Watchlist, entry is not null, entry?.Rank ?? 0);
    }

    private static EntryGate Moving(in EntryCandidate candidate, EntrySettings settings) =>
        EntryGate.AtLeast(Momentum, candidate.IsRange ? null : candidate.Towards, settings.MomentumThreshold);

    /// <summary>Of those that pass, the best; one a contract, and one a side of each event.</summary>
    private static void Choose(List<EntryDecision> decisions, EntrySettings settings)
    {
        var place = 0;
        var (instruments, sides) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<EventSide>());
        var passing = decisions
            .Index()
            .Where(one => one.Item.Outcome == EntryOutcome.Enter)
            .OrderByDescending(one => one.Item.Edge)
            .ThenByDescending(one => one.Item.Chance)
            .ThenBy(one => one.Item.Instrument, StringComparer.Ordinal)
            .ToList();
        foreach (var (index, decision) in passing)
        {
            place++;
            var chosen =
                sides.Count < settings.MaxPerCycle
                && !instruments.Contains(decision.Instrument)
                && !sides.Contains(new EventSide(decision.Event, decision.Side));
            if (chosen)
            {
                instruments.Add(decision.Instrument);
                sides.Add(new EventSide(decision.Event, decision.Side));
            }
            var gate = new EntryGate(BestOfCycle, place, settings.MaxPerCycle, chosen, chosen ? 0 : 1);
            decisions[index] = decision with { Gates = decision.Gates.SetItem(decision.Gates.Length - 1, gate) };
        }
    }

    private static Dictionary<string, WatchlistEntry> Ranks(Watchlist? list)
    {
        var ranks = new Dictionary<string, WatchlistEntry>(StringComparer.Ordinal);
        foreach (var entry in list?.Entries ?? [])
            ranks[entry.Row.Ticker] = entry;
        return ranks;
    }
}
