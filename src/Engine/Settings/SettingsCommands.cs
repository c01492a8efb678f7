using System.Text.Json;
using Strikeboard.Data;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Engine.Settings;

internal sealed class ChangeSettingsHandler(SettingsBook book, TimeProvider time) : CommandHandler<ChangeSettings>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        ChangeSettings command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var rows = await SettingRows.ReadAloneAsync(db, cancellationToken);
        if (command.BasedOn is { } seen && seen != SettingRows.VersionOf(rows))
            return HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("settings_changed", "Somebody changed the settings meanwhile; look again.").With(
                    "version",
                    SettingRows.VersionOf(rows)
                )
            );
        return SettingsChanges.Keep(db, rows, command.Changes, context, book, time.GetUtcNow());
    }
}

internal sealed class RollBackSettingsHandler(SettingsBook book, TimeProvider time) : CommandHandler<RollBackSettings>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        RollBackSettings command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var rows = await SettingRows.ReadAloneAsync(db, cancellationToken);
        if (command.Version < 0 || command.Version > SettingRows.VersionOf(rows))
            return HandlerResult.Refused(
                CommandVerdict.NotFound,
                new Refusal("unknown_version", "There is no such version of the settings.")
            );
        var then = SettingRows.InForce(rows, command.Version);
        var changes = SettingRows
            .InForce(rows)
            .Where(now => book.ByKey.ContainsKey(now.Key))
            .Select(now => KeyValuePair.Create(now.Key, then.GetValueOrDefault(now.Key)?.Value))
            .ToDictionary(StringComparer.Ordinal);
        return SettingsChanges.Keep(db, rows, changes, context, book, time.GetUtcNow());
    }
}

internal static class SettingsChanges
{
    private const int MostFaults = 20;

    /// <summary>All or nothing, and every fault named at once.</summary>
    public static HandlerResult Keep(
        StrikeboardDb db,
        List<SettingRow> rows,
        IReadOnlyDictionary<string, string?> changes,
        CommandContext context,
        SettingsBook book,
        DateTimeOffset now
    )
    {
        if (Judge(changes, book) is { } refusal)
            return HandlerResult.Refused(CommandVerdict.Invalid, refusal);
        var last = SettingRows.InForce(rows);
        var version = SettingRows.VersionOf(rows) + 1;
        var kept = changes
            .Where(change => last.GetValueOrDefault(change.Key)?.Value != change.Value)
            .Select(change => new SettingRow
            {
                Version = version,
                Key = change.Key,
                Value = change.Value,
                Before = last.GetValueOrDefault(change.Key)?.Value,
                ChangedBy = context.Actor.Name,
                Reason = context.Reason,
                At = now,
            })
            .ToList();
        if (kept.Count == 0)
            return HandlerResult.Done("Nothing differs from what is in force.");
        db.Settings.AddRange(kept);
        return HandlerResult
            .Done(
                $"{kept.Count} settings are in force as version {version}.",
                JsonSerializer.Serialize(kept.ToDictionary(row => row.Key, row => row.Before, StringComparer.Ordinal)),
                JsonSerializer.Serialize(kept.ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal))
            )
            .Then(book.RenewAsync);
    }

    private static Refusal? Judge(IReadOnlyDictionary<string, string?> changes, SettingsBook book)
    {
        var faults = new List<(string Key, string Fault)>();
        foreach (var (key, value) in changes)
        {
            if (!book.ByKey.TryGetValue(key, out var setting))
                faults.Add((Shown(key), "is not a setting that can be changed here"));
            else if (value is not null && setting.Judge(value) is { } fault)
                faults.Add((key, fault));
        }
        if (faults.Count == 0)
            faults.AddRange(JudgeTogether(changes, book));
        if (faults.Count == 0)
            return null;
        var refusal = new Refusal(
            "invalid_settings",
            string.Join(" ", faults.Take(MostFaults).Select(fault => $"{fault.Key}: {fault.Fault}."))
        );
        return faults.Take(MostFaults).Aggregate(refusal, (all, fault) => all.With(fault.Key, fault.Fault));
    }

    private static IEnumerable<(string Key, string Fault)> JudgeTogether(
        IReadOnlyDictionary<string, string?> changes,
        SettingsBook book
    )
    {
        var sections = changes.Keys.Select(key => book.ByKey[key].Section).Distinct();
        foreach (var section in sections)
        {
            var fault = section.Together?.Invoke(property =>
            {
                var setting = book.ByKey[$"{section.Name}:{property}"];
                return Setting.AsNumber(
                    changes.TryGetValue(setting.Key, out var asked) ? asked ?? setting.Configured : setting.Value
                );
            });
            if (fault is { } found)
                yield return ($"{section.Name}:{found.Property}", found.Fault);
        }
    }

    private static string Shown(string key) => new([.. key.Where(c => !char.IsControl(c)).Take(60)]);
}
