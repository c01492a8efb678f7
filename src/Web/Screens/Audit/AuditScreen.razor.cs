using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Commands;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Screens.Audit;

/// <summary>What has been asked of the system, and what became of it.</summary>
public sealed partial class AuditScreen
{
    private DataTable<AuditEntry>? _grid;
    private TableSource<AuditEntry> _source = default!;

    [Inject]
    private IAuditReader Reader { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    protected override void OnInitialized() =>
        _source = new KeysetRows<AuditEntry, AuditFilter>(
            Reader,
            AuditTable.FilterOf,
            entry => entry.Id,
            AuditTable.OldestFirst,
            Time
        );

    private Task RenewAsync() => _grid?.RenewAsync() ?? Task.CompletedTask;

    private static (string Tone, string Icon) LookOf(AuditEntry entry) =>
        entry.Verdict.ToUpperInvariant() switch
        {
            "DONE" => ("good", "ok"),
            "FORBIDDEN" => ("bad", "lock"),
            _ => ("warn", "cross"),
        };
}
