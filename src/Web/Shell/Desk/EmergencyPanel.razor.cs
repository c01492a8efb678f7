using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Shell.Desk;

/// <summary>Stop the desk from any page, with the figures that the decision needs.</summary>
public sealed partial class EmergencyPanel
{
    private DeskState _state = DeskState.Of(RiskView.Unknown);
    private DeskSum _held = new(0, 0, 0, 0, 0, null, 0, 0, 0);

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    [Inject]
    private IMarks Marks { get; set; } = default!;

    protected override BoardTopics Topics => BoardTopics.Trading;

    protected internal override bool Counts => Asking.IsOpen;

    /// <summary>Of two that undo each other only the one that the state admits.</summary>
    private IEnumerable<DeskVerb> Offered =>
        [
            Board.Risk is { Killed: false, State: RiskState.Active } ? DeskVerb.Kill : DeskVerb.Rearm,
            Board.Risk.EntriesPaused ? DeskVerb.Resume : DeskVerb.Pause,
            DeskVerb.Cancel,
            DeskVerb.Flatten,
        ];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Asking.Changed += Draw;
    }

    protected override void Dispose(bool disposing)
    {
        Asking.Changed -= Draw;
        base.Dispose(disposing);
    }

    protected override void OnBoard()
    {
        _state = DeskState.Of(Board.Risk);
        if (Asking.IsOpen)
            _held = DeskSum.Of(Board.Positions.Values, Marks, Now);
    }

    private void Wrote(ChangeEventArgs written) => Asking.Reason = written.Value as string;

    private string Ending(DeskVerb verb) =>
        verb == DeskVerb.Flatten
            ? $"Sell {_held.Positions} {(_held.Positions == 1 ? "position" : "positions")}"
            : "Re-arm the desk";

    private void Draw() =>
        _ = InvokeAsync(() =>
        {
            // What the panel is opened on must be of now, not of the board's last news.
            Draw(Live.Current, Time.GetUtcNow());
        });
}
