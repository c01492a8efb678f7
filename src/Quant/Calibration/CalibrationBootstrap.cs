using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Calibration;

/// <summary>Draws as many hours as there are, with repetition, over and over, and remembers what each draw scored.</summary>
internal sealed class CalibrationBootstrap(CalibrationStudy.Hour whole, int bins)
{
    private const double Tail = 0.025;

    private readonly List<double> _skills = [];

    public Sample Ours { get; } = new(whole.Ours, bins);

    public Sample Market { get; } = new(whole.Market, bins);

    public Sample OursQuoted { get; } = new(whole.OursQuoted, bins);

    public Interval? SkillAgainst() => Middle(_skills);

    public void Run(CalibrationStudy.Hour[] hours, int resamples, ulong seed)
    {
        var random = new SplitMix64(seed);
        var times = new int[hours.Length];
        var drawn = new CalibrationStudy.Hour(bins);
        for (var round = 0; round < resamples; round++)
        {
            Array.Clear(times);
            for (var i = 0; i < hours.Length; i++)
            {
                times[(int)(random.NextUniform() * hours.Length)]++;
            }

            drawn.Clear();
            for (var i = 0; i < hours.Length; i++)
            {
                if (times[i] > 0)
                {
                    drawn.Add(hours[i], times[i]);
                }
            }

            Ours.Note(drawn.Ours);
            Market.Note(drawn.Market);
            OursQuoted.Note(drawn.OursQuoted);
            if (drawn.SkillAgainst is { } skill)
            {
                _skills.Add(skill);
            }
        }
    }

    private static Interval? Middle(List<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        values.Sort();
        var cut = (int)(Tail * values.Count);
        return new Interval(values[cut], values[^(cut + 1)]);
    }

    // Outcomes that never differed say that little was seen, not that the rate is known to the last digit.
    private static Interval? Spread(List<double> rates) =>
        Middle(rates) is { } interval && interval.High > interval.Low ? interval : null;

    internal sealed class Sample(CalibrationTally whole, int bins)
    {
        private readonly List<double> _brier = [];
        private readonly List<double> _logLoss = [];
        private readonly List<double> _expected = [];
        private readonly List<double> _worst = [];
        private readonly List<double> _skill = [];
        private readonly List<double>[] _rates = [.. Enumerable.Range(0, bins).Select(_ => new List<double>())];

        public void Note(CalibrationTally drawn)
        {
            // A draw of hours in which nothing was quoted says nothing.
            if (drawn.Count == 0)
            {
                return;
            }

            var scores = drawn.Scores();
            _brier.Add(scores.Brier);
            _logLoss.Add(scores.LogLoss);
            _expected.Add(scores.ExpectedError);
            _worst.Add(scores.WorstError);
            if (scores.Skill is { } skill)
            {
                _skill.Add(skill);
            }

            foreach (var bin in scores.Bins)
            {
                _rates[bin.Index].Add(bin.Accuracy);
            }
        }

        public ScoreIntervals? Intervals() =>
            Middle(_brier) is { } brier
                ? new ScoreIntervals(
                    brier,
                    Middle(_logLoss)!.Value,
                    Middle(_expected)!.Value,
                    Middle(_worst)!.Value,
                    Middle(_skill),
                    [.. whole.Scores().Bins.Select(bin => Spread(_rates[bin.Index]))]
                )
                : null;
    }
}
