using static System.FormattableString;

namespace Strikeboard.Faults.Trading;

/// <summary>What the venue's ledger and the desk's records say together; each sentence is a promise that broke.</summary>
public static class Verdict
{
    public static IEnumerable<string> Of(VenueLedger ledger, DeskRecords records)
    {
        foreach (var (name, times) in ledger.Accepted.Where(one => one.Value > 1))
            yield return $"doubled: {name} was taken {times} times";
        foreach (var name in ledger.Accepted.Keys.Where(name => !records.Orders.ContainsKey(name)))
            yield return $"lost: {name} is at the venue and not in the records";
        foreach (
            var intent in ledger
                .Filled.Where(one => records.Orders.ContainsKey(one.Key))
                .GroupBy(one => records.Orders[one.Key].Intent)
        )
        {
            var (filled, wanted) = (intent.Sum(one => one.Value), records.Orders[intent.First().Key].Wanted);
            if (filled > wanted)
                yield return Invariant($"doubled: {intent.Key} wanted {wanted} and got {filled}");
        }
        foreach (var position in records.Positions.Where(p => p.Sold + p.Settled > p.Bought))
            yield return Invariant($"oversold: {position.Instrument} sold {position.Sold} of {position.Bought}");
        foreach (var wrong in Holdings(ledger, records).Concat(Entries(records)))
            yield return wrong;
        var (cash, fees) = (records.Positions.Sum(p => p.Cash), records.Positions.Sum(p => p.Fees));
        if (Math.Abs(cash - ledger.Cash) >= 0.005m)
            yield return Invariant($"cash: ours {cash}, the venue's {ledger.Cash}");
        if (Math.Abs(fees - ledger.Fees) >= 0.005m)
            yield return Invariant($"fees: ours {fees}, the venue's {ledger.Fees}");
        if (records.Unknown > 0)
            yield return $"unknown: {records.Unknown} orders whose truth the venue shows";
    }

    private static IEnumerable<string> Holdings(VenueLedger ledger, DeskRecords records)
    {
        var ours = records
            .Positions.GroupBy(p => p.Instrument, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(p => p.Held), StringComparer.Ordinal);
        foreach (var instrument in ours.Keys.Union(ledger.Held.Keys, StringComparer.Ordinal))
        {
            var (here, there) = (ours.GetValueOrDefault(instrument), ledger.Held.GetValueOrDefault(instrument));
            if (here != there)
                yield return Invariant($"holding: {instrument} is {here} here and {there} at the venue");
        }
    }

    private static IEnumerable<string> Entries(DeskRecords records)
    {
        foreach (var same in records.Positions.GroupBy(p => p.Instrument, StringComparer.Ordinal))
        {
            DeskRecords.Place? before = null;
            foreach (var position in same)
            {
                if (before is not null && (before.ClosedAt is null || before.ClosedAt > position.OpenedAt))
                    yield return $"slot: {position.Instrument} was entered while it was held";
                if (before is { Bought: > 0, ClosedAt: not null } && before.Day == position.Day)
                    yield return $"closed today: {position.Instrument} was entered again";
                before = position;
            }
        }
    }
}
