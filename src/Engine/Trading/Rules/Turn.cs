using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Rules;

/// <summary>Something that a person must hear of.</summary>
internal sealed record TradeAlarm(string Code, string Message);

/// <summary>Where a position stands after an event, and what is alarming about it.</summary>
internal sealed record Turn(Position Position, ImmutableArray<TradeAlarm> Alarms)
{
    public static Turn To(Position position) => new(position, []);

    public Turn With(string code, string message) => this with { Alarms = Alarms.Add(new TradeAlarm(code, message)) };
}
