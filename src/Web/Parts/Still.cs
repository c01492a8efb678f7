using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Strikeboard.Web.Parts;

/// <summary>What stands still on a page that moves: drawn again only when what it depends on is another value.</summary>
public sealed class Still : ComponentBase
{
    private object? _drawnOn;

    /// <summary>All that the content is made of; a tuple where that is several things.</summary>
    [Parameter, EditorRequired]
    public object? On { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override bool ShouldRender() => !Equals(_drawnOn, On);

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        _drawnOn = On;
        builder.AddContent(0, ChildContent);
    }
}
