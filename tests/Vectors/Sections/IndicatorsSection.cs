using Strikeboard.Quant.Equities;
using Strikeboard.Quant.Indicators;

namespace Strikeboard.Vectors.Sections;

/// <summary>Section 5: indicators and equity entry rules.</summary>
internal static class IndicatorsSection
{
    public static void Register(IDictionary<string, VectorAdapter> adapters)
    {
        adapters.Add(
            "ind.rsi",
            inputs => new() { ["rsi"] = Rsi.Series(inputs.Column("C"), inputs.Int("period"))[inputs.Int("index")] }
        );
        adapters.Add(
            "ind.rsi_list",
            inputs => new() { ["rsi"] = Rsi.Series(inputs.Doubles("close"), inputs.Int("period"))[^1] }
        );
        adapters.Add(
            "ind.ema",
            inputs => new() { ["ema"] = Ema.Series(inputs.Column("C"), inputs.Int("period"))[inputs.Int("index")] }
        );
        adapters.Add("ind.atr", TrueRange);
        adapters.Add("ind.macd", inputs => Convergence(inputs, MacdSeeding.OwnBars));
        adapters.Add("ind.macd_talib", inputs => Convergence(inputs, MacdSeeding.SlowWindow));
        adapters.Add("ind.bollinger", Bands);
        adapters.Add("ind.vwap", inputs => new() { ["vwap"] = Vwap.Series(Bars(inputs))[inputs.Int("index")] });
        adapters.Add("ind.gap", Gap);
        adapters.Add("equity.entry", Entry);
        adapters.Add("equity.bracket", Exits);
    }

    private static VectorOutput TrueRange(VectorInputs inputs)
    {
        var reading = Atr.Series(Bars(inputs), inputs.Int("period"))[inputs.Int("index")];
        return new()
        {
            ["tr"] = reading.TrueRange,
            ["atr"] = reading.Average,
            ["atr_pct"] = reading.Percent,
        };
    }

    private static VectorOutput Convergence(VectorInputs inputs, MacdSeeding seeding)
    {
        var reading = Macd.Series(inputs.Column("C"), seeding)[inputs.Int("index")];
        return new()
        {
            ["macd"] = reading.Line,
            ["signal"] = reading.Signal,
            ["hist"] = reading.Histogram,
        };
    }

    private static VectorOutput Bands(VectorInputs inputs)
    {
        var series = Bollinger.Series(inputs.Column("C"), inputs.Int("period"), inputs.Double("k"));
        var reading = series[inputs.Int("index")];
        return new()
        {
            ["mid"] = reading?.Mid,
            ["upper"] = reading?.Upper,
            ["lower"] = reading?.Lower,
            ["pct_b"] = reading?.PercentB,
            ["width"] = reading?.Width,
            ["z"] = reading?.Z,
        };
    }

    private static VectorOutput Gap(VectorInputs inputs)
    {
        var gap = OpeningGap.Of(inputs.Decimal("premarket"), inputs.Decimal("prev_close"));
        return new() { ["gap_pct"] = gap.Percent, ["gap_and_go"] = gap.IsGapAndGo };
    }

    private static VectorOutput Entry(VectorInputs inputs)
    {
        var failed = new EntryRule().Failures(
            inputs.DoubleOrNull("rsi"),
            inputs.DoubleOrNull("atr_pct"),
            inputs.Bool("active"),
            inputs.Bool("closed_today")
        );
        return new() { ["enter"] = failed.Count == 0, ["failed"] = failed.Select(one => Names.Snake(one)).ToList() };
    }

    private static VectorOutput Exits(VectorInputs inputs)
    {
        var bracket = Bracket.Around(
            inputs.Decimal("entry"),
            inputs.Decimal("equity"),
            inputs.Decimal("tick"),
            inputs.Decimal("lot"),
            inputs.Decimal("allocation", Bracket.DefaultAllocation)
        );
        return new()
        {
            ["target"] = bracket.Target,
            ["stop"] = bracket.Stop,
            ["qty"] = bracket.Quantity,
        };
    }

    private static Bar[] Bars(VectorInputs inputs)
    {
        var (open, high, low) = (inputs.Column("O"), inputs.Column("H"), inputs.Column("L"));
        var (close, volume) = (inputs.Column("C"), inputs.Column("V"));
        return [.. open.Select((o, i) => new Bar(o, high[i], low[i], close[i], volume[i]))];
    }
}
