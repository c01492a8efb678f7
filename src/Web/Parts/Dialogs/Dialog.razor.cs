using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Strikeboard.Web.Parts.Dialogs;

/// <summary>A modal dialog: the browser keeps the focus inside and gives it back when it closes.</summary>
public sealed partial class Dialog
{
    private readonly string _id = $"d{Guid.NewGuid():N}";
    private ElementReference _element;
    private IJSObjectReference? _module;
    private DotNetObjectReference<Dialog>? _self;
    private bool _shown;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Icon { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter]
    public bool IsOpen { get; set; }

    /// <summary>Also when the dialog is left by Escape.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (IsOpen == _shown)
            return;
        _shown = IsOpen;
        _module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./js/dialog.js");
        _self ??= DotNetObjectReference.Create(this);
        if (IsOpen)
            await _module.InvokeVoidAsync("open", _element, _self);
        else
            await _module.InvokeVoidAsync("close", _element);
    }

    [JSInvokable]
    public Task Closed()
    {
        _shown = false;
        return IsOpen ? InvokeAsync(OnClose.InvokeAsync) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_module is null)
            return;
        try
        {
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its module with it.
        }
    }
}
