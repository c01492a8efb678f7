using Strikeboard.Engine.Pipeline.Steps;
using Strikeboard.Quant.Strikes;

namespace Strikeboard.Engine.Pipeline;

/// <summary>
/// The settings one cycle runs with. They are captured with its inputs, since they may be changed while it runs: a change
/// counts from the next cycle on, and a recording knows which cycle ran with what.
/// </summary>
public sealed record PipelineChoices
{
    public int StrikeRows { get; init; }
    public int ReferenceSize { get; init; }
    public double FallbackVolatility { get; init; }
    public WatchlistCriteria Watchlist { get; init; } = new();

    /// <summary>As they are where nobody has chosen anything.</summary>
    public static PipelineChoices Default { get; } = Of(new PipelineOptions());

    public static PipelineChoices Of(PipelineOptions options) =>
        new()
        {
            StrikeRows = options.StrikeRows,
            ReferenceSize = options.ReferenceSize,
            FallbackVolatility = options.FallbackVolatility,
            Watchlist = QuantWords.Criteria(options.Watchlist),
        };
}
