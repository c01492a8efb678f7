using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Kalshi;

public sealed class KalshiBookTests
{
    [Fact]
    public void Ask_IsWhatTheBestBidForNoLeavesOfTheDollar()
    {
        var book = new KalshiBook();
        book.Reset([new(0.01m, 120m), new(0.55m, 10.5m)], [new(0.42m, 3.25m), new(0.09m, 77m)]);

        Assert.Equal(new BookTop(new ContractPrice(0.55m), new ContractPrice(0.58m), 10.5m, 3.25m), book.Top());
    }

    [Fact]
    public void Book_WithOneEmptySide_HasNoPriceThere()
    {
        var book = new KalshiBook();
        book.Reset([], [new(0.001m, 5m)]);
        Assert.Equal(new BookTop(null, new ContractPrice(0.999m), 0m, 5m), book.Top());
    }

    [Theory]
    [InlineData(0.58, 0.42)]
    [InlineData(0.70, 0.42)]
    public void Book_WhoseSidesMeet_OffersNothing(double yes, double no)
    {
        var book = new KalshiBook();
        book.Reset([new((decimal)yes, 1m)], [new((decimal)no, 1m)]);
        Assert.Equal(default, book.Top());
    }

    [Fact]
    public void Levels_AreAllBids_BestFirst_AndNoneWhileTheSidesMeet()
    {
        var book = new KalshiBook();
        book.Reset([new(0.01m, 120m), new(0.55m, 10m), new(0.30m, 7m)], [new(0.42m, 3m)]);

        Assert.Equal([new DepthLevel(0.55m, 10m), new(0.30m, 7m), new(0.01m, 120m)], book.Levels().Yes);
        Assert.Equal([new DepthLevel(0.42m, 3m)], book.Levels().No);

        book.Apply(Side.No, 0.45m, 1m);
        Assert.Empty(book.Levels().Yes);
        Assert.Empty(book.Levels().No);
    }

    [Fact]
    public void Change_BelowZero_IsRefused()
    {
        var book = new KalshiBook();
        book.Reset([new(0.5m, 3m)], []);
        Assert.False(book.Apply(Side.Yes, 0.5m, -3.01m));
        Assert.False(book.Apply(Side.No, 0.5m, -1m));
    }

    [Fact]
    public void Changes_AtRandom_AgreeWithAModel()
    {
        var random = new Random(3);
        var book = new KalshiBook();
        var model = new SortedDictionary<(Side, decimal), decimal>();
        for (var i = 0; i < 200_000; i++)
        {
            var side = random.Next(2) == 0 ? Side.Yes : Side.No;
            var price = random.Next(1, 50) / 100m;
            var size = model.GetValueOrDefault((side, price));
            var delta = random.Next(3) == 0 ? -size : random.Next(-200, 300) / 100m;
            var accepted = book.Apply(side, price, delta);
            Assert.Equal(size + delta >= 0m, accepted);
            if (accepted)
                model[(side, price)] = size + delta;

            var (yes, no) = (Best(model, Side.Yes), Best(model, Side.No));
            var top = book.Top();
            Assert.Equal((yes.Price, yes.Size), (top.YesBid?.Dollars ?? 0m, top.YesBidSize));
            Assert.Equal((1m - no.Price, no.Size), (top.YesAsk?.Dollars ?? 1m, top.YesAskSize));
        }
    }

    private static BookLevel Best(SortedDictionary<(Side Side, decimal Price), decimal> model, Side side)
    {
        for (var cents = 49; cents > 0; cents--)
        {
            if (model.TryGetValue((side, cents / 100m), out var size) && size > 0m)
                return new BookLevel(cents / 100m, size);
        }
        return default;
    }
}
