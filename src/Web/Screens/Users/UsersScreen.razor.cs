using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Web.Access;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Users;

/// <summary>Who may sign in, for administrators.</summary>
public sealed partial class UsersScreen
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<UserView>? _users;
    private IReadOnlyList<SessionView>? _sessions;
    private (string Name, string Url)? _link;
    private Guid? _own;
    private string? _trouble;
    private string? _refused;
    private bool _inviting;
    private int _sending;
    private string _name = "";
    private Role _role = Role.Viewer;

    private enum UserVerb
    {
        Turn,
        Unlock,
    }

    [Inject]
    private IUserDirectory Directory { get; set; } = default!;

    [Inject]
    private SessionDesk Desk { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private string? Lacks => Viewer.Lacks(Role.Administrator);

    private bool Busy => Volatile.Read(ref _sending) == 1;

    private IReadOnlyDictionary<Guid, string> Names => (_users ?? []).ToDictionary(user => user.Id, user => user.Name);

    protected override async Task OnParametersSetAsync()
    {
        if (Lacks is null && _users is null)
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
            _users = await Directory.ListAsync(_gone.Token);
            _sessions = await Desk.ListAsync(null, _gone.Token);
            _trouble = null;
        }
        catch (Exception exception)
        {
            _trouble = exception.Message;
        }
    }

    private void OpenInvitation() => (_inviting, _name, _role, _refused) = (true, "", Role.Viewer, null);

    private async Task Invite()
    {
        var (name, word) = (_name.Trim(), Invitations.NewWord());
        var outcome = await Send(new InviteUser(name, _role) { Word = word });
        _refused = outcome is { Accepted: true } ? null : outcome?.Message;
        if (outcome is { Accepted: true })
            (_inviting, _link) = (false, (name, SignInEndpoints.LinkFor(Navigation.BaseUri, word)));
    }

    private async Task Reset(UserView user)
    {
        var word = Invitations.NewWord();
        if (await Send(new ResetPassword(user.Name) { Word = word }) is { Accepted: true })
            _link = (user.Name, SignInEndpoints.LinkFor(Navigation.BaseUri, word));
    }

    // A select hands in whatever a browser sends: what is no role changes nothing.
    private Task ChangeRole(UserView user, ChangeEventArgs change) =>
        Enum.TryParse<Role>(change.Value?.ToString(), out var role) && Enum.IsDefined(role) && role != user.Role
            ? Send(new SetUserRole(user.Name, role))
            : Task.CompletedTask;

    private static Command Verb(UserView user, UserVerb verb) =>
        verb == UserVerb.Unlock ? new UnlockUser(user.Name) : new SetUserEnabled(user.Name, !user.Enabled);

    private async Task<CommandOutcome?> Send(Command command)
    {
        if (Interlocked.Exchange(ref _sending, 1) == 1)
            return null;
        try
        {
            var outcome = await Commands.RunAsync(command.Target, command, null, CancellationToken.None);
            await LoadAsync();
            return outcome;
        }
        finally
        {
            Volatile.Write(ref _sending, 0);
        }
    }

    private static (string Tone, string Icon, string Word) LookOf(UserView user) =>
        !user.Enabled ? ("idle", "lock", "disabled")
        : user.Locked ? ("warn", "lock", "locked")
        : user.HasPassword ? ("good", "ok", "enabled")
        : ("info", "clock", "no password yet");
}
