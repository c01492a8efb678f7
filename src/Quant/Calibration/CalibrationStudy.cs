using System.Runtime.InteropServices;
using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Calibration;

/// <summary>
/// Gathers scored forecasts by the event hour they closed in, and judges them. Contracts of one hour share one path of the
/// price and are not independent: the intervals come from drawing whole hours again, not single contracts.
/// </summary>
public sealed class CalibrationStudy(int bins = CalibrationScores.DefaultBins)
{
    public const int DefaultResamples = 1000;
    public const ulong DefaultSeed = 4;

    private readonly Dictionary<long, Hour> _hours = [];

    /// <param name="hour">Any number that events closing together share.</param>
    /// <param name="market">The middle of the market's own price as a chance; null where it was not quoted on both sides.</param>
    public void Add(long hour, double ours, double? market, bool came)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_hours, hour, out _);
        held ??= new Hour(bins);
        held.Ours.Add(ours, came);
        if (market is { } price)
        {
            held.Market.Add(price, came);
            held.OursQuoted.Add(ours, came);
        }
    }

    /// <summary>Null while there is nothing to judge.</summary>
    public CalibrationReport? Judge(int resamples = DefaultResamples, ulong seed = DefaultSeed)
    {
        // In the order of their time: the same forecasts give the same intervals, however they were read.
        Hour[] hours = [.. _hours.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
        if (hours.Length == 0)
        {
            return null;
        }

        var whole = new Hour(bins);
        foreach (var hour in hours)
        {
            whole.Add(hour, 1);
        }

        var draws = hours.Length < 2 ? null : new CalibrationBootstrap(whole, bins);
        draws?.Run(hours, Require.AtLeast(resamples, 1), seed);
        return new CalibrationReport(
            whole.Ours.Count,
            hours.Length,
            new JudgedForecasts(whole.Ours.Scores(), draws?.Ours.Intervals()),
            whole.Market.Count == 0 ? null : Compare(whole, draws)
        );
    }

    private static MarketComparison Compare(Hour whole, CalibrationBootstrap? draws) =>
        new(
            new JudgedForecasts(whole.Market.Scores(), draws?.Market.Intervals()),
            new JudgedForecasts(whole.OursQuoted.Scores(), draws?.OursQuoted.Intervals()),
            whole.SkillAgainst,
            draws?.SkillAgainst()
        );

    internal sealed class Hour(int bins)
    {
        public CalibrationTally Ours { get; } = new(bins);

        public CalibrationTally Market { get; } = new(bins);

        /// <summary>Ours where the market was quoted too.</summary>
        public CalibrationTally OursQuoted { get; } = new(bins);

        public double? SkillAgainst =>
            Market.Count > 0 && Market.Brier > 0 ? 1 - (OursQuoted.Brier / Market.Brier) : null;

        public void Add(Hour other, int times)
        {
            Ours.Add(other.Ours, times);
            Market.Add(other.Market, times);
            OursQuoted.Add(other.OursQuoted, times);
        }

        public void Clear()
        {
            Ours.Clear();
            Market.Clear();
            OursQuoted.Clear();
        }
    }
}
