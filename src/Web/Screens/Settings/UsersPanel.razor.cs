using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Settings;

/// <summary>Who may sign in, for administrators.</summary>
public sealed partial class UsersPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<UserView>? _users;
    private string? _trouble;
    private bool _adding;
    private int _sending;
    private string _name = "";
    private string _password = "";
    private Role _role = Role.Viewer;
    private string? _refused;

    [Inject]
    private IUserDirectory Directory { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    private bool Administers => Viewer.May(Role.Administrator);

    private bool Busy => Volatile.Read(ref _sending) == 1;

    protected override async Task OnParametersSetAsync()
    {
        if (Administers && _users is null)
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
            _users = await Directory.ListAsync(_gone.Token);
            _trouble = null;
        }
        catch (Exception exception)
        {
            _trouble = exception.Message;
        }
    }

    private void Open() => (_adding, _name, _password, _role, _refused) = (true, "", "", Role.Viewer, null);

    private void Close() => (_adding, _password) = (false, "");

    private async Task Create()
    {
        var outcome = await Send($"Add {_name}", new CreateUser(_name.Trim(), _role) { Password = _password });
        if (outcome is { Accepted: true })
            Close();
        else
            _refused = outcome?.Message;
    }

    // A select hands in whatever a browser sends: what is no role changes nothing.
    private Task ChangeRole(UserView user, ChangeEventArgs change) =>
        Enum.TryParse<Role>(change.Value?.ToString(), out var role) && Enum.IsDefined(role) && role != user.Role
            ? Change(user, new SetUserRole(user.Name, role))
            : Task.CompletedTask;

    private Task Change(UserView user, Command command) => Send($"Change {user.Name}", command);

    private async Task<CommandOutcome?> Send(string title, Command command)
    {
        if (Interlocked.Exchange(ref _sending, 1) == 1)
            return null;
        try
        {
            var outcome = await Commands.RunAsync(title, command, null, CancellationToken.None);
            await LoadAsync();
            return outcome;
        }
        finally
        {
            Volatile.Write(ref _sending, 0);
        }
    }
}
