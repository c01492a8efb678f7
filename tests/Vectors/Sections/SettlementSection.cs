using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Volatility;

namespace Strikeboard.Vectors.Sections;

/// <summary>Section 2: volatility and the probability of settlement.</summary>
internal static class SettlementSection
{
    public static void Register(IDictionary<string, VectorAdapter> adapters)
    {
        adapters.Add("vol.ewma", Ewma);
        adapters.Add("settle.moments", Moments);
        adapters.Add("settle.prob_above", ProbAbove);
        adapters.Add(
            "settle.prob_above_lognormal",
            inputs => new() { ["p"] = LognormalCheck.ProbAbove(Input(inputs), inputs.Decimal("strike")) }
        );
        adapters.Add("settle.ladder", Ladder);
    }

    /// <summary>The vectors compare the unrounded average, as the formula has it; the venue's rounding to cents is tested beside them.</summary>
    public static SettlementInput Input(VectorInputs inputs, double driftLimit = 0.5) =>
        new()
        {
            Spot = inputs.Double("spot"),
            TimeToCloseSeconds = inputs.Double("ttc"),
            SigmaPerSecond = inputs.Double("sigma_s"),
            ObservedSum = inputs.Decimal("observed_sum", 0),
            MomentumPercent = inputs.DoubleOrNull("momentum_pct"),
            MomentumStrength = inputs.Double("kappa", 0),
            MomentumHorizonSeconds = inputs.Double("t_eff", 255),
            DriftDecaySeconds = inputs.Double("decay_s", 300),
            DriftLimit = driftLimit,
            BasisDeviation = inputs.Double("basis_sd", 0),
            RoundToCents = false,
        };

    private static VectorOutput Ewma(VectorInputs inputs)
    {
        var estimate = new EwmaVolatility(
            inputs.Double("half_life", EwmaVolatility.DefaultHalfLifeSeconds),
            inputs.Double("max_step", EwmaVolatility.DefaultMaxStepSeconds),
            inputs.Double("min_coverage", EwmaVolatility.DefaultMinCoverage)
        );
        foreach (var row in inputs.Rows("obs"))
        {
            estimate.Add(VectorInputs.ReadDouble(row[0]), VectorInputs.ReadDouble(row[1]));
        }

        return new()
        {
            ["sigma_s"] = estimate.Sigma,
            ["coverage"] = estimate.Coverage,
            ["n"] = estimate.Count,
            ["ready"] = estimate.IsReady,
            ["sigma_annual"] = estimate.Sigma is { } sigma ? VolatilityChoice.Annualise(sigma) : null,
        };
    }

    private static VectorOutput Moments(VectorInputs inputs)
    {
        // Only here "cap" is the limit of the drift; elsewhere it is the upper strike.
        var moments = SettlementModel.Moments(Input(inputs, inputs.Double("cap", 0.5)));
        return new()
        {
            ["remaining"] = moments.Remaining,
            ["v_eff"] = moments.EffectiveVariance,
            ["drift"] = moments.Drift,
            ["mean"] = moments.Mean,
            ["sd"] = moments.Deviation,
        };
    }

    private static VectorOutput ProbAbove(VectorInputs inputs)
    {
        var type = Names.StrikeType(inputs.Text("strike_type", "greater"));
        var strike = inputs.DecimalOrNull("strike");
        var terms = new StrikeTerms(
            type,
            inputs.DecimalOrNull("floor") ?? strike,
            inputs.DecimalOrNull("cap") ?? (type == StrikeType.Less ? strike : null)
        );
        var moments = SettlementModel.Moments(Input(inputs));
        return new() { ["p"] = SettlementModel.ProbabilityOf(terms, moments, Names.Distribution(inputs)) };
    }

    private static VectorOutput Ladder(VectorInputs inputs)
    {
        var moments = SettlementModel.Moments(Input(inputs));
        var cells = StrikeLadder.Probabilities(inputs.Doubles("bounds"), moments, Names.Distribution(inputs));
        return new() { ["p"] = cells, ["total"] = cells.Sum() };
    }
}
