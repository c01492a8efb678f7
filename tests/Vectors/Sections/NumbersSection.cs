using Strikeboard.Quant.Numbers;

namespace Strikeboard.Vectors.Sections;

/// <summary>Section 0: portable random numbers and special functions.</summary>
internal static class NumbersSection
{
    public static void Register(IDictionary<string, VectorAdapter> adapters)
    {
        adapters.Add("num.splitmix64", Stream);
        adapters.Add("num.shuffle", Shuffle);
        adapters.Add(
            "num.normal_tail",
            inputs =>
                new()
                {
                    ["cdf"] = NormalDistribution.Lower(inputs.Double("x")),
                    ["sf"] = NormalDistribution.Upper(inputs.Double("x")),
                }
        );
        adapters.Add(
            "num.student_t_sf",
            inputs => new() { ["sf"] = StudentTDistribution.Upper(inputs.Double("x"), inputs.Double("nu", 5)) }
        );
        adapters.Add("num.inv_normal", inputs => new() { ["x"] = NormalDistribution.Inverse(inputs.Double("p")) });
        adapters.Add("num.digamma", inputs => new() { ["psi"] = Digamma.Of(inputs.Double("x")) });
    }

    private static VectorOutput Stream(VectorInputs inputs)
    {
        var seed = (ulong)inputs.Decimal("seed");
        var count = inputs.Int("count");
        var (raw, uniform, normal) = (new SplitMix64(seed), new SplitMix64(seed), new SplitMix64(seed));
        var output = (Raw: new List<ulong>(), Uniform: new List<double>(), Normal: new List<double>());
        for (var i = 0; i < count; i++)
        {
            output.Raw.Add(raw.Next());
            output.Uniform.Add(uniform.NextUniform());
            output.Normal.Add(normal.NextNormal());
        }

        return new()
        {
            ["raw"] = output.Raw,
            ["uniform"] = output.Uniform,
            ["normal"] = output.Normal,
        };
    }

    private static VectorOutput Shuffle(VectorInputs inputs)
    {
        var items = Enumerable.Range(0, inputs.Int("n")).ToArray();
        var random = new SplitMix64((ulong)inputs.Decimal("seed"));
        random.Shuffle(items.AsSpan());
        return new() { ["result"] = items };
    }
}
