using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Settlement;

/// <summary>How a market compares the settlement value A with its strikes.</summary>
public enum StrikeType
{
    /// <summary>Yes iff A &gt; floor ("$115,750 or above" is listed with floor 115749.99).</summary>
    Greater,

    /// <summary>Yes iff A ≥ floor.</summary>
    GreaterOrEqual,

    /// <summary>Yes iff A &lt; cap.</summary>
    Less,

    /// <summary>Yes iff floor ≤ A ≤ cap.</summary>
    Between,
}

/// <summary>What a market pays on.</summary>
public readonly record struct StrikeTerms(StrikeType Type, decimal? Floor, decimal? Cap)
{
    /// <summary>Neighbouring range markets leave a cent between them; the cell [floor, cap + one cent) closes it.</summary>
    public const decimal Cent = 0.01m;

    /// <summary>True where the strikes that the type needs are there; the models refuse the others.</summary>
    public bool IsComplete =>
        Type switch
        {
            StrikeType.Less => Cap is not null,
            StrikeType.Between => Floor is not null && Cap is not null && Floor <= Cap,
            _ => Floor is not null,
        };

    /// <summary>The strike as people say it: a `greater` market listed at …99 is spoken of a cent higher.</summary>
    public decimal DisplayStrike
    {
        get
        {
            if (Floor is not { } floor)
            {
                return Require.Given(Cap);
            }

            return Type == StrikeType.Greater && floor - decimal.Floor(floor) == 0.99m ? floor + Cent : floor;
        }
    }

    /// <summary>The market's own comparison, exact, for a settlement value that is known.</summary>
    public bool IsYes(decimal settlementValue) =>
        Type switch
        {
            StrikeType.Greater => settlementValue > Require.Given(Floor),
            StrikeType.GreaterOrEqual => settlementValue >= Require.Given(Floor),
            StrikeType.Less => settlementValue < Require.Given(Cap),
            _ => settlementValue >= Require.Given(Floor) && settlementValue <= Require.Given(Cap),
        };
}
