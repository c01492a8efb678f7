namespace Strikeboard.Model;

public sealed record Candle(
    DateTimeOffset Start,
    TimeSpan Length,
    decimal Open,
    decimal High,
    decimal Low,
    decimal Close,
    decimal Volume
);
