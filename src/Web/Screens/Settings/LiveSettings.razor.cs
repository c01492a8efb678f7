using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Settings;
using Strikeboard.Model;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Settings;

/// <summary>What can be changed while the process runs, who changed it, and the way back.</summary>
public sealed partial class LiveSettings
{
    private const int ShownChanges = 20;
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _faults = ImmutableDictionary<string, string>.Empty;
    private SettingsView? _view;
    private IReadOnlyList<SettingsChange>? _history;
    private string _reason = "";
    private string? _trouble;
    private bool _busy;

    [Inject]
    private ISettingsBook Book { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    private string? Lacks => Viewer.Lacks(Role.Administrator);

    protected override Task OnInitializedAsync() => LoadAsync();

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task LoadAsync()
    {
        try
        {
            _view = await Book.ReadAsync(_gone.Token);
            _history = await Book.HistoryAsync(ShownChanges, _gone.Token);
            _trouble = null;
        }
        catch (Exception exception)
        {
            _trouble = exception.Message;
        }
    }

    private string Shown(SettingView item) => _typed.GetValueOrDefault(item.Key, item.Value);

    private void Type(SettingView item, ChangeEventArgs change)
    {
        var text = change.Value?.ToString()?.Trim() ?? "";
        if (text == item.Value)
            _typed.Remove(item.Key);
        else
            _typed[item.Key] = text;
    }

    private void Forget()
    {
        _typed.Clear();
        _faults = ImmutableDictionary<string, string>.Empty;
    }

    private async Task Save()
    {
        // An emptied field means: back to what is configured.
        var changes = _typed.ToDictionary(
            one => one.Key,
            one => one.Value.Length == 0 ? null : one.Value,
            StringComparer.Ordinal
        );
        var outcome = await Send("Settings", new ChangeSettings(changes, _view?.Version));
        if (outcome is { Accepted: true })
        {
            _reason = "";
            Forget();
        }
        else
        {
            _faults = outcome?.Refusal?.Facts ?? ImmutableDictionary<string, string>.Empty;
        }
    }

    private Task RollBack(long version) => Send("Settings undone", new RollBackSettings(version));

    private async Task<CommandOutcome?> Send(string title, Command command)
    {
        // Several presses can arrive before the buttons are drawn as disabled.
        if (_busy)
            return null;
        _busy = true;
        try
        {
            var outcome = await Commands.RunAsync(title, command, _reason, CancellationToken.None);
            await LoadAsync();
            return outcome;
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Bounds(SettingView item) =>
        item is { Least: { } least, Most: { } most }
            ? string.Create(CultureInfo.InvariantCulture, $"From {least} to {most}.")
            : "";
}
