namespace Strikeboard.Model.Tests;

public sealed class ContractPriceTests
{
    [Fact]
    public void Opposite_IsWhatTheOtherSideCosts()
    {
        var price = new ContractPrice(0.625m);

        Assert.Equal(62.5m, price.Cents);
        Assert.Equal(new ContractPrice(0.375m), price.Opposite);
        Assert.Equal(price, price.Opposite.Opposite);
    }

    [Theory]
    [InlineData(-0.0001)]
    [InlineData(1.0001)]
    public void New_OutsideADollar_IsRefused(double dollars) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContractPrice((decimal)dollars));
}
