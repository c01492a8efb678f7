using System.Globalization;

namespace Strikeboard.Model;

/// <summary>The price of a one-dollar contract: dollars between 0 and 1, exact. Cents are for showing and for the strike table.</summary>
public readonly record struct ContractPrice : IComparable<ContractPrice>
{
    public ContractPrice(decimal dollars)
    {
        if (dollars is < 0m or > 1m)
            throw new ArgumentOutOfRangeException(nameof(dollars), dollars, "a contract costs between 0 and 1 dollar");
        Dollars = dollars;
    }

    public decimal Dollars { get; }

    public decimal Cents => Dollars * 100m;

    /// <summary>The same price seen from the other outcome.</summary>
    public ContractPrice Opposite => new(1m - Dollars);

    public int CompareTo(ContractPrice other) => Dollars.CompareTo(other.Dollars);

    public override string ToString() => Dollars.ToString(CultureInfo.InvariantCulture);
}
