using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Strikeboard.Engine.Live;

namespace Strikeboard.Web.Parts.Live;

/// <summary>
/// Draws nothing itself. Whatever asks to be drawn while another part is being drawn joins that one's batch: so this part's
/// turn is where all others are asked, and the viewer gets one message in place of one a part.
/// </summary>
public sealed class PulseHost : ComponentBase, IDisposable
{
    private readonly List<(LiveComponent Part, Board Board, DateTimeOffset Now)> _due = [];

    [Inject]
    private PagePulse Pulse { get; set; } = default!;

    public void Dispose()
    {
        if (ReferenceEquals(Pulse.Host, this))
            Pulse.Host = null;
    }

    internal Task DrawAsync(IReadOnlyCollection<LiveComponent> parts, Board board, DateTimeOffset now) =>
        InvokeAsync(() =>
        {
            foreach (var part in parts)
                _due.Add((part, board, now));
            StateHasChanged();
        });

    protected override void OnInitialized() => Pulse.Host = this;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var (part, board, now) in _due)
            part.Draw(board, now);
        _due.Clear();
    }
}
