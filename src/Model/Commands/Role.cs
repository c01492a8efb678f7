namespace Strikeboard.Model;

/// <summary>Each role may do what the ones before it may.</summary>
public enum Role
{
    Viewer,
    Operator,
    Trader,
    Administrator,
}
