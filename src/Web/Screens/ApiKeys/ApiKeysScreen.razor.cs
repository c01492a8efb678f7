using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.ApiKeys;

/// <summary>Keys for scripts: one's own, and everybody's for administrators.</summary>
public sealed partial class ApiKeysScreen
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<ApiKeyView>? _keys;
    private string? _trouble;
    private string? _refused;
    private string? _word;
    private bool _making;
    private bool _busy;
    private string _name = "";
    private string _verbs = "";
    private string _symbols = "";
    private Role _ceiling;
    private int _days = 90;

    [Inject]
    private ApiKeyDesk Desk { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    protected override async Task OnParametersSetAsync()
    {
        if (_keys is null && Viewer.Id is not null)
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
            _keys = await Desk.ListAsync(Viewer.May(Role.Administrator) ? null : Viewer.Id ?? Guid.Empty, _gone.Token);
            _trouble = null;
        }
        catch (Exception exception)
        {
            _trouble = exception.Message;
        }
    }

    private void OpenNew() =>
        (_making, _name, _verbs, _symbols, _ceiling, _days, _refused) = (true, "", "", "", Role.Viewer, 90, null);

    private async Task Create()
    {
        var word = ApiKeyWord.New();
        var command = new CreateApiKey(_name, _ceiling, Words(_verbs), Words(_symbols), _days) { Word = word };
        var outcome = await Send(command);
        _refused = outcome is { Accepted: true } ? null : outcome?.Message;
        if (outcome is { Accepted: true })
            (_making, _word) = (false, word);
    }

    private async Task<CommandOutcome?> Send(Command command)
    {
        // Several presses can arrive before the buttons are drawn as disabled.
        if (_busy)
            return null;
        _busy = true;
        try
        {
            var outcome = await Commands.RunAsync(command.Target, command, null, CancellationToken.None);
            await LoadAsync();
            return outcome;
        }
        finally
        {
            _busy = false;
        }
    }

    private static string[] Words(string text) =>
        text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string MayOf(ApiKeyView key) =>
        key.Symbols.Count > 0 ? $"read {string.Join(", ", key.Symbols)}"
        : key.Verbs.Count == 0 ? $"read as {key.Ceiling}"
        : $"read and {string.Join(", ", key.Verbs)} as {key.Ceiling}";

    private static (string Tone, string Icon) LookOf(ApiKeyView key) =>
        key.State switch
        {
            "active" => ("good", "ok"),
            "expired" => ("warn", "clock"),
            _ => ("idle", "lock"),
        };
}
