namespace Strikeboard.Engine.Live;

/// <summary>What a subscriber wants to be woken for.</summary>
[Flags]
public enum BoardTopics
{
    None = 0,
    Cycle = 1,
    Pipeline = 2,
    Sources = 4,
    Ticks = 8,
    Events = 16,
    Leader = 32,
    Trading = 64,
    All = Cycle | Pipeline | Sources | Ticks | Events | Leader | Trading,
}
