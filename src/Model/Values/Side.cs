namespace Strikeboard.Model;

/// <summary>Which outcome of a contract is meant.</summary>
public enum Side
{
    Yes,
    No,
}
