namespace Strikeboard.Engine.Trading.Reading;

/// <summary>Something that happened to a position or one of its orders.</summary>
/// <param name="ClientOrderId">Null where it is the position's own.</param>
public sealed record StoryLine(
    long Id,
    Guid PositionId,
    string? ClientOrderId,
    DateTimeOffset At,
    string What,
    string Detail
);
