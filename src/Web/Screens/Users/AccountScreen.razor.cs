using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Web.Access;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Users;

/// <summary>One's own account, and where one is signed in.</summary>
public sealed partial class AccountScreen
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<SessionView>? _sessions;
    private Guid? _own;
    private string? _trouble;
    private bool _busy;

    [Inject]
    private SessionDesk Desk { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private string May =>
        Viewer.Role switch
        {
            Role.Administrator => "everything, users and settings included",
            Role.Trader => "read, operate, and trade",
            Role.Operator => "read; start, stop, jobs",
            _ => "read",
        };

    protected override async Task OnParametersSetAsync()
    {
        if (_sessions is null && Viewer.Id is not null)
            await LoadAsync();
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task LoadAsync()
    {
        try
        {
            _own = Authentication is null ? null : (await Authentication).User.SessionId();
            _sessions = await Desk.ListAsync(Viewer.Id ?? Guid.Empty, _gone.Token);
            _trouble = null;
        }
        catch (Exception exception)
        {
            _trouble = exception.Message;
        }
    }

    private async Task Send(Command command)
    {
        // Several presses can arrive before the buttons are drawn as disabled.
        if (_busy)
            return;
        _busy = true;
        try
        {
            await Commands.RunAsync(command.Target, command, null, CancellationToken.None);
            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
