using System.Diagnostics.CodeAnalysis;

namespace Strikeboard.Engine.Prices;

/// <summary>What to look back at, and how finely. Bounded, so that no question costs more than a drawing is worth.</summary>
public sealed record PastRange
{
    /// <summary>Each bucket gives at most four points.</summary>
    public const int MostBuckets = 1500;

    private const int WantedBuckets = 400;

    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>Lengths of a bucket in seconds that people have a word for.</summary>
    private static readonly int[] Ladder = [1, 5, 10, 30, 60, 120, 240, 600, 1800, 3600, 7200];

    private PastRange(DateTimeOffset from, DateTimeOffset to, TimeSpan resolution) =>
        (From, To, Resolution) = (from, to, resolution);

    public DateTimeOffset From { get; }
    public DateTimeOffset To { get; }

    /// <summary>Length of a bucket; a second gives every row.</summary>
    public TimeSpan Resolution { get; }

    /// <summary>Rows further apart have a gap between them; what is narrower could not be seen at this resolution.</summary>
    public TimeSpan GapOver => TimeSpan.FromSeconds(Math.Max(1, Resolution.TotalSeconds / 4));

    /// <param name="resolution">Null: the finest of the ladder that gives a readable drawing.</param>
    public static bool TryMake(
        DateTimeOffset from,
        DateTimeOffset to,
        TimeSpan? resolution,
        [NotNullWhen(true)] out PastRange? range,
        out string trouble
    )
    {
        range = null;
        trouble = "";
        var length = to - from;
        if (length <= TimeSpan.Zero)
            trouble = "the range is empty";
        else if (length > Longest)
            trouble = FormattableString.Invariant($"longer than {Longest.TotalDays:0} days");
        else if (resolution is { } asked && length > asked * MostBuckets)
            trouble = FormattableString.Invariant(
                $"too fine for this range: {Math.Ceiling(length.TotalSeconds / MostBuckets):0} s or more"
            );
        else
            range = new PastRange(from, to, resolution ?? Suited(length));
        return range is not null;
    }

    /// <summary>The last stretch of that length.</summary>
    public static PastRange Last(TimeSpan length, DateTimeOffset now) =>
        TryMake(now - length, now, null, out var range, out var trouble)
            ? range
            : throw new ArgumentOutOfRangeException(nameof(length), trouble);

    private static TimeSpan Suited(TimeSpan length)
    {
        // Up to a quarter of an hour every second has its place.
        var wanted = length <= TimeSpan.FromMinutes(15) ? 1 : length.TotalSeconds / WantedBuckets;
        return TimeSpan.FromSeconds(Ladder.First(seconds => seconds >= wanted || seconds == Ladder[^1]));
    }
}
