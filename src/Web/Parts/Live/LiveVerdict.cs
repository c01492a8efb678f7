using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Parts.Live;

/// <summary>The one word in the header that says whether the screen shows the present, and why not.</summary>
public sealed record LiveVerdict(string Word, string Icon, string Tone, string Reason)
{
    public bool IsMoving => Tone == "good";

    public static LiveVerdict Of(Board board, Mode mode, DateTimeOffset now)
    {
        if (board.Leader is { IsMe: false, Node.Length: > 0 } leader)
            return new(
                "Standby",
                "standby",
                "idle",
                $"Node {leader.Node} leads; this one stands by and shows nothing of its own."
            );
        return board.Pipeline.State switch
        {
            PipelineState.Stopped => new(
                "Stopped",
                "stop",
                "bad",
                "The pipeline is stopped: nothing here is being computed anew."
            ),
            PipelineState.Stopping => new("Stopping", "stop", "warn", "The pipeline finishes its cycle and stops."),
            PipelineState.Starting => new(
                "Starting",
                "play",
                "warn",
                "The pipeline is starting; the first cycle is under way."
            ),
            PipelineState.Paused => new("Paused", "pause", "warn", Paused(board, now)),
            _ => Running(board, mode, now),
        };
    }

    private static string Paused(Board board, DateTimeOffset now)
    {
        var left = board.Pipeline.PausedUntil is { } until ? $" Goes on in {TimeSpanText.Countdown(until - now)}." : "";
        return $"Paused after {board.Pipeline.ConsecutiveFailures} failures in a row; exits are not paused.{left}";
    }

    private static LiveVerdict Running(Board board, Mode mode, DateTimeOffset now)
    {
        if (board.Cycle is not { } cycle)
            return new("Waiting", "delayed", "warn", "Running, but no cycle has finished yet.");
        var (quality, symbol) = Worst(board, cycle, now);
        var age = TimeSpanText.Age(now - cycle.DueAt);
        return quality switch
        {
            Quality.Live when mode == Mode.Demo => new(
                "Demo",
                "live",
                "good",
                $"Simulated prices, moving; last cycle {age} old."
            ),
            Quality.Live => new("Live", "live", "good", $"Everything shown is fresh; last cycle {age} old."),
            Quality.Delayed => new(
                "Delayed",
                "delayed",
                "warn",
                $"{symbol}: older than it should be; last cycle {age} old."
            ),
            Quality.Fallback => new(
                "Fallback",
                "fallback",
                "warn",
                $"{symbol}: prices come by polling, not by stream."
            ),
            Quality.Estimated => new(
                "Estimated",
                "estimated",
                "warn",
                $"{symbol}: partly interpolated or from the warm start."
            ),
            Quality.Missing => new("No data", "missing", "bad", $"{symbol}: no value has been seen yet."),
            _ => new("Stale", "stale", "bad", Stale(board, cycle, symbol, age)),
        };
    }

    private static string Stale(Board board, CycleSnapshot cycle, Symbol symbol, string age)
    {
        var failed = cycle.Of(symbol)?.Steps.FirstOrDefault(step => step.Outcome == StepOutcome.Failed);
        return failed is { Error: { } error }
            ? $"{symbol}: the {failed.Name} step fails ({error.Message}); the figures shown are of the last good cycle."
            : $"{symbol}: inputs are past their limit; last cycle {age} old, {board.Pipeline.ConsecutiveFailures} failures in a row.";
    }

    private static (Quality Quality, Symbol Symbol) Worst(Board board, CycleSnapshot cycle, DateTimeOffset now)
    {
        var worst = (Quality: Quality.Live, Symbol: cycle.Symbols.IsEmpty ? default : cycle.Symbols[0].Symbol);
        foreach (var part in cycle.Symbols)
        {
            var shown = board.Shown(part.Symbol) ?? part;
            var quality = board.FreshnessOf(shown, now).Quality;
            if (shown.Market is { } market)
                quality = QualityRules.Worst(
                    quality,
                    QualityRules.Aged(market.Quality, now - board.MadeAt(shown.CycleId))
                );
            if (quality > worst.Quality)
                worst = (quality, part.Symbol);
        }
        return worst;
    }
}
