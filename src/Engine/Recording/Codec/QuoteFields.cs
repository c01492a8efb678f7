using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Codec;

internal static class QuoteFields
{
    /// <summary>What differs in any bit: a price written as 0.40 is not the one written as 0.4.</summary>
    public static QuoteField Between(MarketQuote a, MarketQuote b) =>
        (Same(a.YesBid, b.YesBid) ? QuoteField.None : QuoteField.YesBid)
        | (Same(a.YesAsk, b.YesAsk) ? QuoteField.None : QuoteField.YesAsk)
        | (Same(a.YesBidSize, b.YesBidSize) && Same(a.YesAskSize, b.YesAskSize) ? QuoteField.None : QuoteField.Sizes)
        | (Same(a.LastPrice, b.LastPrice) ? QuoteField.None : QuoteField.LastPrice)
        | (Same(a.Volume, b.Volume) ? QuoteField.None : QuoteField.Volume)
        | (Same(a.OpenInterest, b.OpenInterest) ? QuoteField.None : QuoteField.OpenInterest)
        | (a.Transport == b.Transport ? QuoteField.None : QuoteField.Transport);

    private static bool Same(ContractPrice? a, ContractPrice? b) =>
        a is { } left && b is { } right ? Same(left.Dollars, right.Dollars) : a is null && b is null;

    private static bool Same(decimal a, decimal b)
    {
        Span<int> left = stackalloc int[4];
        Span<int> right = stackalloc int[4];
        decimal.GetBits(a, left);
        decimal.GetBits(b, right);
        return left.SequenceEqual(right);
    }
}
