using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Web.Shell.Pipeline;

public sealed partial class PipelineControl
{
    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    /// <summary>All three verbs, or only those that the state may admit.</summary>
    [Parameter]
    public bool ShowAll { get; set; }

    protected override BoardTopics Topics => BoardTopics.Pipeline;

    protected internal override bool Counts => false;

    private PipelineState State => Board.Pipeline.State;

    private string Word => State.ToString();

    private string StateIcon =>
        State switch
        {
            PipelineState.Running => "pulse",
            PipelineState.Paused => "pause",
            PipelineState.Stopped => "stop",
            _ => "delayed",
        };

    private string Tone =>
        State switch
        {
            PipelineState.Running => "good",
            PipelineState.Stopped => "bad",
            _ => "warn",
        };

    private IEnumerable<PipelineVerb> Offered =>
        ShowAll ? PipelineVerb.All
        : State is PipelineState.Stopped or PipelineState.Starting ? [PipelineVerb.Start]
        : [PipelineVerb.Stop, PipelineVerb.Restart];

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

    private void Draw() => _ = InvokeAsync(StateHasChanged);
}
