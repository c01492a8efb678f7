using System.Collections.Frozen;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>
/// Whether automated entry may go on. It switches itself off when its orders are refused again and again, or when it loses;
/// only a person switches it on again. To be kept after each word, so that a start remembers.
/// </summary>
public sealed record EntryGuard
{
    /// <summary>Limits that do their work, markets on their way to the close, slots that somebody else took: nothing is broken.</summary>
    private static readonly FrozenSet<string> Ordinary = new[]
    {
        "risk.reducing",
        "risk.halted",
        "risk.venue",
        "risk.market",
        "risk.closing",
        "risk.stale",
        "risk.collar",
        "risk.cash",
        "risk.exposure",
        "risk.event",
        "risk.symbol",
        "risk.positions",
        "risk.loss",
        "risk.rate",
        "risk.lookalike",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static EntryGuard Armed { get; } = new();

    public int RefusalsInRow { get; init; }
    public int LosingInRow { get; init; }

    /// <summary>What its trades of the day made, fees included; losses below zero.</summary>
    public decimal DayResult { get; init; }
    public DateOnly? Day { get; init; }

    /// <summary>Why it is off; null while it is armed.</summary>
    public Refusal? Reason { get; init; }
    public DateTimeOffset? OffSince { get; init; }

    /// <summary>Who switched it on again the last time.</summary>
    public string? RearmedBy { get; init; }
    public DateTimeOffset? RearmedAt { get; init; }

    public bool IsArmed => Reason is null;

    /// <summary>The venue took an order.</summary>
    public EntryGuard Taken() => this with { RefusalsInRow = 0 };

    public EntryGuard Refused(string code, EntryGuardLimits limits, DateTimeOffset at)
    {
        if (Ordinary.Contains(code))
            return this;
        var counted = this with { RefusalsInRow = RefusalsInRow + 1 };
        return counted.RefusalsInRow < limits.RefusalsInRow
            ? counted
            : counted.Off(
                new Refusal(
                    "entry.refused",
                    $"{counted.RefusalsInRow} orders in a row were refused, the last with {code}."
                )
                    .With("refusals", counted.RefusalsInRow)
                    .With("limit", limits.RefusalsInRow)
                    .With("last", code),
                at
            );
    }

    /// <summary>A position that was entered automatically has ended.</summary>
    /// <param name="result">After fees, in dollars.</param>
    /// <param name="day">The trading day on which it ended.</param>
    public EntryGuard Closed(decimal result, DateOnly day, EntryGuardLimits limits, DateTimeOffset at)
    {
        var counted = this with
        {
            LosingInRow = result < 0m ? LosingInRow + 1 : 0,
            DayResult = (day == Day ? DayResult : 0m) + result,
            Day = day,
        };
        if (counted.LosingInRow >= limits.LosingInRow)
            return counted.Off(
                new Refusal("entry.losing", $"{counted.LosingInRow} trades in a row have lost.")
                    .With("losing", counted.LosingInRow)
                    .With("limit", limits.LosingInRow),
                at
            );
        return -counted.DayResult < limits.DayLoss
            ? counted
            : counted.Off(
                new Refusal(
                    "entry.day_loss",
                    FormattableString.Invariant($"The day's trades have lost ${-counted.DayResult:0.00##}.")
                )
                    .With("loss", -counted.DayResult)
                    .With("limit", limits.DayLoss),
                at
            );
    }

    /// <summary>The first reason stays: what comes after it follows from it.</summary>
    public EntryGuard Off(Refusal reason, DateTimeOffset at) =>
        IsArmed ? this with { Reason = reason, OffSince = at } : this;

    /// <summary>A person says so; everything is counted anew.</summary>
    public EntryGuard Rearm(string by, DateTimeOffset at) =>
        this with
        {
            RefusalsInRow = 0,
            LosingInRow = 0,
            DayResult = 0m,
            Day = null,
            Reason = null,
            OffSince = null,
            RearmedBy = by,
            RearmedAt = at,
        };
}
