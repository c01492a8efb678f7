using Strikeboard.Model;
using Strikeboard.Quant.Fees;

namespace Strikeboard.Engine.Trading.Paper;

internal sealed record PaperOrder(string Id, PaperTerms Terms, DateTimeOffset UpdatedAt)
{
    public decimal Filled { get; init; }
    public ReportedState State { get; init; } = ReportedState.Working;
    public string Reason { get; init; } = "";
    public FillAccumulator Rounding { get; init; }

    /// <summary>The last line that changed it.</summary>
    public long Seq { get; init; }

    public decimal Remaining => State == ReportedState.Working ? Terms.Quantity - Filled : 0m;

    /// <summary>What it would open is set aside as long as it rests.</summary>
    public decimal Reserved =>
        Terms.ReduceOnly ? 0m : Remaining * (Terms.BuysYes ? Terms.YesPrice : 1m - Terms.YesPrice);

    public OrderReport Report =>
        new()
        {
            ClientOrderId = Terms.ClientOrderId,
            VenueOrderId = Id,
            State = State,
            Filled = Filled,
            Reason = Reason,
        };

    public VenueOrder Listed =>
        new()
        {
            VenueOrderId = Id,
            ClientOrderId = Terms.ClientOrderId,
            Instrument = Terms.Instrument,
            BuysYes = Terms.BuysYes,
            YesPrice = Terms.YesPrice,
            Quantity = Terms.Quantity,
            Filled = Filled,
            Remaining = Remaining,
            State = State,
            UpdatedAt = UpdatedAt,
            ExchangeIndex = Terms.Shard,
        };
}

/// <param name="Quantity">Contracts of Yes; below zero, of No.</param>
/// <param name="Cost">Paid for what is held, without fees.</param>
internal sealed record PaperHolding(PaperTerms Of, decimal Quantity, decimal Cost, decimal Realised, decimal Fees)
{
    /// <summary>What a trade does to it and to the cash, fee left out: what is held of the other side is given back first.</summary>
    public (PaperHolding After, decimal Cash) Trade(bool buysYes, decimal quantity, decimal yesPrice)
    {
        var signed = buysYes ? quantity : -quantity;
        var closing = Math.Sign(signed) == -Math.Sign(Quantity) ? Math.Min(quantity, Math.Abs(Quantity)) : 0m;
        var opening = quantity - closing;
        var price = buysYes ? yesPrice : 1m - yesPrice;
        // Bought Yes against a held No: the pair is worth a dollar, of which the No gets what is left.
        var proceeds = closing * (1m - price);
        var costOfClosed = closing == 0m ? 0m : Cost * closing / Math.Abs(Quantity);
        var after = this with
        {
            Quantity = Quantity + signed,
            Cost = Cost - costOfClosed + (opening * price),
            Realised = Realised + proceeds - costOfClosed,
        };
        return (after, proceeds - (opening * price));
    }
}
