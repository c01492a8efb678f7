using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Shell;

public sealed partial class MainLayout
{
    private Viewer _viewer = Viewer.Nobody;
    private ErrorBoundary? _boundary;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private string Here => Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    protected override void OnInitialized()
    {
        Clock.Changed += Draw;
        Navigation.LocationChanged += OnMoved;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Authentication is not null)
            _viewer = Viewer.From((await Authentication).User);
    }

    public void Dispose()
    {
        Clock.Changed -= Draw;
        Navigation.LocationChanged -= OnMoved;
    }

    private void Recover() => _boundary?.Recover();

    private void OnMoved(object? sender, LocationChangedEventArgs moved) =>
        _ = InvokeAsync(() =>
        {
            // A page that failed must not keep the next one from being shown.
            _boundary?.Recover();
            StateHasChanged();
        });

    private void Draw() => _ = InvokeAsync(StateHasChanged);
}
