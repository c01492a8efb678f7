using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Shell.Desk;

/// <summary>On every page: whether risk may be opened, since when and by whose will, and the way to stop it.</summary>
public sealed partial class EmergencyControl
{
    private DeskState _state = DeskState.Of(RiskView.Unknown);

    protected override BoardTopics Topics => BoardTopics.Trading;

    protected internal override bool Counts => false;

    private RiskView Risk => Board.Risk;

    private string Since =>
        Risk.Since is { } at
            ? $"{_state.Meaning} Since {Clock.DateTime(at)} {Clock.ZoneLabel(at)}, by {Risk.ChangedBy}."
            : _state.Meaning;

    /// <summary>Beside the word where there is room; of an armed desk nobody needs to know it at a glance.</summary>
    private string? SinceShort =>
        Risk is { MayOpen: false, Since: { } at } ? $"{Clock.Time(at)}, {Risk.ChangedBy}" : null;

    protected override void OnBoard() => _state = DeskState.Of(Risk);
}
