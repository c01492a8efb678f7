using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Data.Operations;

namespace Strikeboard.Engine.Settings;

/// <summary>
/// Puts what was changed on screen into force: before anything else starts, right after a change, and every ten seconds
/// for a change that another node took.
/// </summary>
internal sealed partial class SettingsBook(
    IEnumerable<SettingsSection> sections,
    IDbContextFactory<StrikeboardDb> databases,
    TimeProvider time,
    ILogger<SettingsBook> logger
) : BackgroundService, ISettingsBook
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly ImmutableArray<Setting> _settings = [.. sections.SelectMany(section => section.Settings())];
    private long _version;

    public FrozenDictionary<string, Setting> ByKey => field ??= _settings.ToFrozenDictionary(setting => setting.Key);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RenewAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public async Task<SettingsView> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await SettingRows.ReadAsync(db, cancellationToken);
        var last = SettingRows.InForce(rows);
        return new SettingsView(SettingRows.VersionOf(rows), [.. _settings.Select(View)]);

        SettingView View(Setting setting)
        {
            var row = last.GetValueOrDefault(setting.Key);
            return new SettingView(
                setting.Key,
                setting.Section.Title,
                setting.Text.Title,
                setting.Text.Unit,
                setting.Text.Help,
                setting.Kind,
                setting.Least,
                setting.Most,
                setting.Value,
                setting.Configured,
                row?.ChangedBy,
                row?.At
            );
        }
    }

    public async Task<IReadOnlyList<SettingsChange>> HistoryAsync(int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await SettingRows.ReadAsync(db, cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.Version)
                .OrderByDescending(change => change.Key)
                .Take(limit)
                .Select(change => new SettingsChange(
                    change.Key,
                    change.First().At,
                    change.First().ChangedBy,
                    change.First().Reason,
                    [.. change.Select(row => new SettingDifference(row.Key, row.Before, row.Value))]
                )),
        ];
    }

    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await SettingRows.ReadAsync(db, cancellationToken);
        var version = SettingRows.VersionOf(rows);
        var last = SettingRows.InForce(rows);
        lock (_gate)
        {
            // A reading that began before a change and ends after it must not undo it.
            if (version < _version)
                return;
            _version = version;
            foreach (var setting in _settings)
                Apply(setting, last.GetValueOrDefault(setting.Key)?.Value);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var beat = new PeriodicTimer(Every, time);
            while (await beat.WaitForNextTickAsync(stoppingToken))
                await TryRenewAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is in force stays so to the end.
        }
    }

    private async Task TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RenewAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotRenewed(logger, exception.GetBaseException().Message);
        }
    }

    private void Apply(Setting setting, string? value)
    {
        if (value is not null && setting.Judge(value) is { } fault)
        {
            // Kept by an older version with other bounds: what is configured is the safe thing.
            Log.NotApplied(logger, setting.Key, value, fault);
            value = null;
        }
        setting.Apply(value);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The settings could not be read anew: {Reason}")]
        public static partial void NotRenewed(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "{Key}: '{Value}' {Fault}; the configured value counts.")]
        public static partial void NotApplied(ILogger logger, string key, string value, string fault);
    }
}

/// <summary>What book and handlers share.</summary>
internal static class SettingRows
{
    public static async Task<List<SettingRow>> ReadAsync(StrikeboardDb db, CancellationToken cancellationToken) =>
        await db
            .Settings.AsNoTracking()
            .OrderBy(row => row.Version)
            .ThenBy(row => row.Key)
            .ToListAsync(cancellationToken);

    /// <summary>For a change: nobody else makes the next version until this transaction has ended.</summary>
    public static async Task<List<SettingRow>> ReadAloneAsync(StrikeboardDb db, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended('settings', 7))",
            cancellationToken
        );
        return await ReadAsync(db, cancellationToken);
    }

    public static long VersionOf(List<SettingRow> rows) => rows.Count == 0 ? 0 : rows[^1].Version;

    /// <summary>The last row of each key, up to a version.</summary>
    public static Dictionary<string, SettingRow> InForce(List<SettingRow> rows, long upTo = long.MaxValue) =>
        rows.Where(row => row.Version <= upTo)
            .GroupBy(row => row.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
}
