namespace Strikeboard.Model;

/// <summary>Demo: pretend prices and orders. Paper: real prices, pretend orders. Live: both real.</summary>
public enum Mode
{
    Demo,
    Paper,
    Live,
}
