using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Exits;

/// <summary>What a position is watched for: made once, and anew where its protection or the settings change.</summary>
public sealed record ExitPlan(
    Guid PositionId,
    string Instrument,
    Side Side,
    Protection Protection,
    DateTimeOffset? ClosesAt,
    ExitSettings Settings
)
{
    public static ExitPlan Of(Position position, ExitSettings settings) =>
        new(position.Id, position.Instrument, position.Side, position.Protection, position.MarketClosesAt, settings);

    public bool NeedsPrice => Protection is { StopPrice: not null } or { TargetPrice: not null };

    public bool NeedsChance => Protection.StopChance is not null;
}
