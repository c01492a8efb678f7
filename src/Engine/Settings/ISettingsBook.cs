namespace Strikeboard.Engine.Settings;

/// <summary>What can be changed while the process runs. Changes go through commands.</summary>
public interface ISettingsBook
{
    Task<SettingsView> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The changes, newest first.</summary>
    Task<IReadOnlyList<SettingsChange>> HistoryAsync(int limit, CancellationToken cancellationToken);
}

/// <param name="Version">Of the last change; name it in a change to be told when somebody else was faster.</param>
public sealed record SettingsView(long Version, IReadOnlyList<SettingView> Items);

/// <param name="Kind">flag, whole or number.</param>
/// <param name="Configured">What counts where nobody has changed it on screen.</param>
public sealed record SettingView(
    string Key,
    string Section,
    string Title,
    string Unit,
    string Help,
    string Kind,
    double? Least,
    double? Most,
    string Value,
    string Configured,
    string? ChangedBy,
    DateTimeOffset? ChangedAt
);

public sealed record SettingsChange(
    long Version,
    DateTimeOffset At,
    string By,
    string? Reason,
    IReadOnlyList<SettingDifference> Differences
);

/// <summary>Null: what the configuration says.</summary>
public sealed record SettingDifference(string Key, string? Before, string? After);
