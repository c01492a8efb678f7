using Strikeboard.Model;
using Strikeboard.Quant.Fees;

namespace Strikeboard.Engine.Trading.Paper;

/// <summary>Where the account stands: the lines of the ledger, applied. Not safe by itself: its owner locks.</summary>
internal sealed class PaperAccount
{
    private readonly Dictionary<string, PaperOrder> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PaperHolding> _holdings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _working = new(StringComparer.Ordinal);

    public decimal Cash { get; private set; }

    public long LastSeq { get; private set; }

    public IEnumerable<PaperOrder> Orders => _orders.Values;

    public IEnumerable<PaperOrder> Working => _working.Select(id => _orders[id]);

    public IEnumerable<PaperHolding> Holdings => _holdings.Values;

    public List<VenueFill> Fills { get; } = [];

    public List<VenueSettlement> Settlements { get; } = [];

    public decimal Free => Cash - Working.Sum(order => order.Reserved);

    public IEnumerable<PaperOrder> ChangedSince(long seq) => Orders.Where(order => order.Seq > seq);

    public bool Knows(string clientOrderId) => _names.ContainsKey(clientOrderId);

    public PaperOrder? Find(string orderId) => _orders.GetValueOrDefault(orderId);

    public PaperHolding? Holding(string instrument) => _holdings.GetValueOrDefault(instrument);

    /// <summary>How many contracts an order of these terms may still take from what is held.</summary>
    public decimal Reducible(PaperTerms terms)
    {
        var held = Holding(terms.Instrument)?.Quantity ?? 0m;
        return Math.Max(0m, terms.BuysYes ? -held : held);
    }

    public void Apply(PaperLine line)
    {
        LastSeq = line.Seq;
        Cash += line.Cash ?? 0m;
        switch (line.Kind)
        {
            case PaperKind.Accepted:
                Accept(line);
                break;
            case PaperKind.Filled:
                Fill(line);
                break;
            case PaperKind.Ended:
                Keep(
                    _orders[line.OrderId!] with
                    {
                        State = line.State!.Value,
                        Reason = line.Reason ?? "",
                        UpdatedAt = line.At,
                    }
                );
                break;
            case PaperKind.Settled:
                Settle(line);
                break;
        }
    }

    private void Accept(PaperLine line)
    {
        _names[line.Terms!.ClientOrderId] = line.OrderId!;
        Keep(new PaperOrder(line.OrderId!, line.Terms, line.At));
    }

    private void Fill(PaperLine line)
    {
        var (order, quantity) = (_orders[line.OrderId!], line.Quantity!.Value);
        var terms = order.Terms;
        var holding = Holding(terms.Instrument) ?? new PaperHolding(terms, 0m, 0m, 0m, 0m);
        var (after, _) = holding.Trade(terms.BuysYes, quantity, line.YesPrice!.Value);
        if (after.Quantity == 0m)
            _holdings.Remove(terms.Instrument);
        else
            _holdings[terms.Instrument] = after with { Fees = after.Fees + line.Fee!.Value };
        var filled = order.Filled + quantity;
        Keep(
            order with
            {
                Filled = filled,
                State = filled >= terms.Quantity ? ReportedState.Filled : order.State,
                Rounding = new FillAccumulator(line.Rounding ?? 0m),
                UpdatedAt = line.At,
            }
        );
        Fills.Add(
            new VenueFill
            {
                TradeId = $"paper-{line.Seq}",
                VenueOrderId = order.Id,
                Instrument = terms.Instrument,
                BoughtYes = terms.BuysYes,
                YesPrice = line.YesPrice.Value,
                Quantity = quantity,
                Fee = line.Fee!.Value,
                At = line.At,
            }
        );
    }

    private void Settle(PaperLine line)
    {
        _holdings.Remove(line.Instrument!);
        Settlements.Add(
            new VenueSettlement(
                line.Instrument!,
                line.Result!.Value,
                line.Quantity!.Value,
                line.Cash!.Value,
                0m,
                line.At
            )
        );
    }

    private void Keep(PaperOrder order)
    {
        _orders[order.Id] = order with { Seq = LastSeq };
        if (order.State == ReportedState.Working)
            _working.Add(order.Id);
        else
            _working.Remove(order.Id);
    }
}
