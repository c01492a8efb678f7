using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Pipeline;

/// <summary>How a step stands for one symbol: what the last cycle said of it, and how old its last success is.</summary>
public sealed record StepState(
    string Symbol,
    string Icon,
    string Tone,
    string Word,
    string Ms,
    string Age,
    string? Error
)
{
    public static StepState Of(StepInfo step, SymbolSnapshot? part, StepMemory? memory, DateTimeOffset now)
    {
        var report = part?.Steps.FirstOrDefault(r => r.Name == step.Name);
        var symbol = part?.Symbol.Name ?? "";
        var age = memory?.LastSuccess is { } last ? TimeSpanText.Age(now - last) : "never";
        if (report is null)
            return new(symbol, "missing", "idle", "not run", MoneyText.None, age, null);
        var (icon, tone, word) = report.Outcome switch
        {
            StepOutcome.Failed => ("cross", "bad", "failed"),
            StepOutcome.Skipped => ("skipped", "idle", "skipped"),
            _ when report.Ms > step.BudgetMs => ("delayed", "warn", "slow"),
            _ => ("ok", "good", "ok"),
        };
        return new(symbol, icon, tone, word, TimeSpanText.Milliseconds(report.Ms), age, ErrorOf(report, memory, now));
    }

    /// <summary>The worst tone of several, by which the box is drawn.</summary>
    public static string Worst(IEnumerable<StepState> states)
    {
        string[] order = ["bad", "warn", "idle", "good"];
        return states.Select(s => s.Tone).OrderBy(tone => Array.IndexOf(order, tone)).FirstOrDefault() ?? "idle";
    }

    // A passing fault would flash by in a second: it stays on the box for a minute, with its age.
    private static string? ErrorOf(StepReport report, StepMemory? memory, DateTimeOffset now) =>
        report.Error is { } error ? error.Message
        : memory is { LastError: { } past, LastFailure: { } at } && now - at < TimeSpan.FromMinutes(1)
            ? $"{TimeSpanText.Age(now - at)} ago: {past.Message}"
        : null;
}
