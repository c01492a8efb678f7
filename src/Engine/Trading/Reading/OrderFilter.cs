using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

/// <summary>Which orders are wanted; null asks for nothing.</summary>
public sealed record OrderFilter
{
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
    public AttemptState? State { get; init; }

    /// <summary>True: only those that may still fill.</summary>
    public bool Live { get; init; }
    public IntentPurpose? Purpose { get; init; }

    /// <summary>Found anywhere in the instrument, in whichever case.</summary>
    public string? Instrument { get; init; }
    public string? Bot { get; init; }
    public Guid? Position { get; init; }

    internal Conditions Sql() =>
        new Conditions()
            .AndBetween("i.asked_at", From, To)
            .And("a.state = ?", State?.ToString())
            .And("a.is_final <> ?", Live ? true : null)
            .And("i.purpose = ?", Purpose?.ToString())
            .AndContains("p.instrument", Instrument)
            .And("p.opened_by = ?", Bot)
            .And("p.id = ?", Position);
}
