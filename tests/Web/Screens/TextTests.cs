using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Tests.Screens;

public sealed class TextTests
{
    [Theory]
    [InlineData(0, "<0.1 %")]
    [InlineData(0.00099, "<0.1 %")]
    [InlineData(0.001, "0.1 %")]
    [InlineData(0.3437, "34.4 %")]
    [InlineData(0.999, "99.9 %")]
    [InlineData(0.99901, ">99.9 %")]
    [InlineData(1, ">99.9 %")]
    public void Chance_InTheTails_IsNamedAndNeverRoundedToCertainty(double chance, string text) =>
        Assert.Equal(text, OddsText.Chance(chance));

    [Theory]
    [InlineData(1.0, "100 %")]
    [InlineData(0.99996, "99.99 %")]
    [InlineData(0.9992, "99.92 %")]
    [InlineData(0.981, "98.1 %")]
    public void Rate_JustBelowOne_DoesNotClaimAllSucceeded(double rate, string text) =>
        Assert.Equal(text, OddsText.Rate(rate));

    [Theory]
    [InlineData(117230.4, "$117,230.40")]
    [InlineData(0.5821, "$0.5821")]
    [InlineData(0.00001234, "$0.00001234")]
    public void Price_OfAnySize_KeepsItsMeaningfulDecimals(double dollars, string text) =>
        Assert.Equal(text, MoneyText.Price((decimal)dollars));

    [Fact]
    public void Amounts_WhenMissing_AreADashAndNotZero()
    {
        Assert.Equal("–", MoneyText.Cents(null));
        Assert.Equal("–", MoneyText.SignedCents(null));
        Assert.Equal("–", OddsText.Rate(null));
        Assert.Equal("0", MoneyText.Cents(0));
    }

    [Theory]
    [InlineData(2.55, "+2.6")]
    [InlineData(-1.4, "\u22121.4")]
    [InlineData(0.04, "0.0")]
    [InlineData(-0.04, "0.0")]
    public void SignedCents_AlwaysCarryTheirSign_SaveForNothing(double cents, string text) =>
        Assert.Equal(text, MoneyText.SignedCents(cents));

    [Theory]
    [InlineData(-0.3, "0.0 s")]
    [InlineData(0.42, "0.4 s")]
    [InlineData(9.96, "9 s")]
    [InlineData(12.9, "12 s")]
    [InlineData(185, "3 min")]
    [InlineData(7385, "2 h 03 min")]
    [InlineData(400000, "4 days")]
    public void Age_GrowsCoarserAsItGrows(double seconds, string text) =>
        Assert.Equal(text, TimeSpanText.Age(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(-5, "00:00")]
    [InlineData(0.2, "00:01")]
    [InlineData(59.9, "01:00")]
    [InlineData(754, "12:34")]
    [InlineData(3723, "1:02:03")]
    public void Countdown_ShowsZero_OnlyWhenNothingIsLeft(double seconds, string text) =>
        Assert.Equal(text, TimeSpanText.Countdown(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Change_TellsDirection_ByArrowSignAndColour()
    {
        Assert.Equal(new ChangeText("+0.012 %", "up", "up"), ChangeText.Of(0.0123));
        Assert.Equal(new ChangeText("\u22121.25 %", "down", "down"), ChangeText.Of(-1.25));
        Assert.Equal("flat", ChangeText.Of(0.0001).Icon);
        Assert.Equal(ChangeText.Unknown, ChangeText.Of(null));
    }

    [Fact]
    public void Strike_OfAnAboveContract_ReadsAsTheVenueListsIt()
    {
        Assert.Equal("≥ 117,000", StrikeText.Of(Sample.Row()));
        var between = Sample.Row() with
        {
            StrikeType = Model.StrikeType.Between,
            FloorStrike = 116_750m,
            CapStrike = 116_999.99m,
        };
        Assert.Equal("116,750 – 116,999.99", StrikeText.Of(between));
    }
}
