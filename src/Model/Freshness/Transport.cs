namespace Strikeboard.Model;

/// <summary>The way a value came in.</summary>
public enum Transport
{
    None,
    Stream,
    Polling,
}
