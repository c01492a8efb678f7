using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>What the account's owner trades by hand: counted, and never touched.</summary>
internal sealed class OwnersTrades
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _net = new(StringComparer.Ordinal);

    public void Learn(IEnumerable<VenueFill> fills)
    {
        lock (_gate)
        {
            foreach (var fill in fills)
            {
                if (_known.Add(fill.TradeId))
                    _net[fill.Instrument] =
                        _net.GetValueOrDefault(fill.Instrument) + (fill.BoughtYes ? fill.Quantity : -fill.Quantity);
            }
        }
    }

    /// <summary>Contracts of Yes; below zero, of No.</summary>
    public decimal Of(string instrument)
    {
        lock (_gate)
            return _net.GetValueOrDefault(instrument);
    }
}
