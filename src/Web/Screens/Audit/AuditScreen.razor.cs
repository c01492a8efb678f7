using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Commands;
using Strikeboard.Web.Parts;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Screens.Audit;

/// <summary>What has been asked of the system, and what became of it.</summary>
public sealed partial class AuditScreen
{
    private readonly CancellationTokenSource _gone = new();
    private PagedList<AuditEntry>? _list;

    [Inject]
    private IAuditReader Reader { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "command")]
    public string? Command { get; set; }

    [SupplyParameterFromQuery(Name = "actor")]
    public string? Actor { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    private IEnumerable<(string Title, string Address)> Filters
    {
        get
        {
            if (Command is not null)
                yield return ($"command {Command}", Address(null, Actor, null));
            if (Actor is not null)
                yield return ($"by {Actor}", Address(Command, null, null));
        }
    }

    protected override Task OnParametersSetAsync() => Renew();

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private Task Renew()
    {
        _list ??= new((page, token) => Reader.ReadAsync(page, Command, Actor, token));
        return _list.LoadAsync(After, _gone.Token);
    }

    private static (string Tone, string Icon) LookOf(AuditEntry entry) =>
        entry.Verdict.ToUpperInvariant() switch
        {
            "DONE" => ("good", "ok"),
            "FORBIDDEN" => ("bad", "lock"),
            _ => ("warn", "cross"),
        };

    private static string Address(string? command, string? actor, string? after)
    {
        (string Name, string? Value)[] parts = [("command", command), ("actor", actor), ("after", after)];
        var query = string.Join(
            '&',
            parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}")
        );
        return query.Length == 0 ? "audit" : $"audit?{query}";
    }
}
