using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>A price as an old file has it. The line is where it stands, counted from 1.</summary>
public readonly record struct FoundPrice(long Line, Symbol Symbol, DateTimeOffset At, decimal Price)
{
    /// <summary>The second of the price log it belongs to: a second holds what came after the one before it, up to itself.</summary>
    public DateTimeOffset Second =>
        At.Ticks % TimeSpan.TicksPerSecond is var rest && rest == 0 ? At : At.AddTicks(TimeSpan.TicksPerSecond - rest);
}

/// <param name="Shown">The beginning of what stood there, made harmless for a terminal.</param>
public sealed record RefusedRow(long Line, string Reason, string Shown);
