using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>
/// The bids for yes and for no of one contract. A bid for no is an offer of yes at what is left of the dollar, so the best ask
/// is one minus the best bid for no.
/// </summary>
public sealed class KalshiBook
{
    private readonly BidSide _yes = new();
    private readonly BidSide _no = new();

    public void Reset(IReadOnlyList<BookLevel> yes, IReadOnlyList<BookLevel> no)
    {
        _yes.Reset(yes);
        _no.Reset(no);
    }

    /// <summary>False when the change cannot be true of this book: it must then be fetched anew.</summary>
    public bool Apply(Side side, decimal price, decimal delta) => (side == Side.Yes ? _yes : _no).Apply(price, delta);

    public BookTop Top()
    {
        var (bid, ask) = (_yes.Best, 1m - _no.Best);
        // Both sides meeting would have traded: such a book is between two frames, or wrong. It offers nothing.
        if (_yes.Best > 0m && _no.Best > 0m && bid >= ask)
            return default;
        return new BookTop(
            _yes.Best > 0m ? new ContractPrice(bid) : null,
            _no.Best > 0m ? new ContractPrice(ask) : null,
            _yes.BestSize,
            _no.BestSize
        );
    }

    /// <summary>All bids of both sides, best first; none while the sides meet.</summary>
    public (ImmutableArray<DepthLevel> Yes, ImmutableArray<DepthLevel> No) Levels() =>
        _yes.Best > 0m && _no.Best > 0m && _yes.Best + _no.Best >= 1m ? ([], []) : (_yes.Levels(), _no.Levels());

    private sealed class BidSide
    {
        private readonly Dictionary<decimal, decimal> _sizes = [];

        /// <summary>Zero while nobody bids.</summary>
        public decimal Best { get; private set; }

        public decimal BestSize => Best > 0m ? _sizes[Best] : 0m;

        public void Reset(IReadOnlyList<BookLevel> levels)
        {
            _sizes.Clear();
            for (var i = 0; i < levels.Count; i++)
                _sizes[levels[i].Price] = levels[i].Size;
            Best = Highest();
        }

        public bool Apply(decimal price, decimal delta)
        {
            var size = _sizes.GetValueOrDefault(price) + delta;
            if (size < 0m)
                return false;
            if (size > 0m)
            {
                _sizes[price] = size;
                Best = Math.Max(Best, price);
                return true;
            }
            _sizes.Remove(price);
            if (price == Best)
                Best = Highest();
            return true;
        }

        public ImmutableArray<DepthLevel> Levels() =>
            [.. _sizes.Select(level => new DepthLevel(level.Key, level.Value)).OrderByDescending(level => level.Price)];

        private decimal Highest()
        {
            var highest = 0m;
            foreach (var price in _sizes.Keys)
                highest = Math.Max(highest, price);
            return highest;
        }
    }
}

public readonly record struct BookTop(
    ContractPrice? YesBid,
    ContractPrice? YesAsk,
    decimal YesBidSize,
    decimal YesAskSize
);
