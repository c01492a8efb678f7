namespace Strikeboard.Model;

/// <param name="Changes">New values by key; null puts back what the configuration says.</param>
/// <param name="BasedOn">The version the change was made upon; another one in force refuses it.</param>
public sealed record ChangeSettings(IReadOnlyDictionary<string, string?> Changes, long? BasedOn)
    : Command("settings.change", Role.Administrator, "settings");

/// <summary>Everything as it was when this version was the last. It is a change of its own: history only grows.</summary>
public sealed record RollBackSettings(long Version)
    : Command("settings.roll_back", Role.Administrator, $"settings, version {Version}");
