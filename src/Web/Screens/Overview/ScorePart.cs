using Strikeboard.Engine.Live;

namespace Strikeboard.Web.Screens.Overview;

/// <summary>One part of the health score with its rule, so that missing points explain themselves.</summary>
public sealed record ScorePart(string Title, int Points, int Most, string Rule)
{
    private static readonly (string Name, string Title, int Most, string Rule)[] Known =
    [
        ("running", "Pipeline runs", 30, "The pipeline is started and not stopping."),
        ("data", "Data flows", 25, "The last market update is at most 10 s old, 15 s by polling."),
        ("socket", "Streams connected", 20, "At least one market-data stream is connected and subscribed."),
        ("history", "History ready", 10, "At least 90 % of what is watched has the history its figures need."),
        (
            "evaluation",
            "Evaluated",
            10,
            "At least one watchlist, later strategy, was evaluated within the last two beats."
        ),
        ("errors", "Few errors", 5, "At most five errors, and at most 1 % of operations, in five minutes."),
    ];

    /// <summary>In the order of the rule; a part this page does not know is shown under its own name.</summary>
    public static IEnumerable<ScorePart> From(HealthReport health) =>
        health
            .Parts.Select(part =>
            {
                var at = Array.FindIndex(Known, known => known.Name == part.Key);
                return at < 0
                    ? (Order: Known.Length, Part: new ScorePart(part.Key, part.Value, part.Value, ""))
                    : (Order: at, Part: new ScorePart(Known[at].Title, part.Value, Known[at].Most, Known[at].Rule));
            })
            .OrderBy(found => found.Order)
            .Select(found => found.Part);
}
