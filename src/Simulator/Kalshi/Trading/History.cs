using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>What earlier runs left in the ledger, read once: the accounts as they stand, and what a restart needs beside them.</summary>
internal sealed class History
{
    /// <summary>Markets that orders were accepted in.</summary>
    public Dictionary<string, LedgerLine> Listed { get; } = new(StringComparer.Ordinal);

    /// <summary>Markets whose result is known.</summary>
    public HashSet<string> Settled { get; } = new(StringComparer.Ordinal);

    public static History Read(Ledger ledger, Accounts accounts, PriceEngine prices)
    {
        var history = new History();
        foreach (var line in ledger.Past())
        {
            switch (line.Kind)
            {
                case Kinds.Listed:
                    history.Listed[line.Instrument!] = line;
                    break;
                case Kinds.Settled:
                    history.Settled.Add(line.Instrument!);
                    break;
                case Kinds.Moved when prices.Knows(line.Instrument!):
                    // An hour that was under way settles on the path it was on.
                    prices.Multiply(line.Instrument!, (double)line.Value!.Value, line.At);
                    break;
                default:
                    accounts.Apply(line);
                    break;
            }
        }
        return history;
    }
}
