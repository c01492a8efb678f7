using Strikeboard.Vectors;
using Strikeboard.Vectors.Sections;

namespace Strikeboard.Quant.Tests.Vectors;

/// <summary>Each implemented model against the specification's own figures.</summary>
public sealed class SpecificationTests
{
    // Every model of these sections must be there; a section that is added later belongs in this list.
    private static readonly string[] Sections =
    [
        "num.",
        "time.",
        "price.",
        "vol.",
        "settle.",
        "fee.",
        "strike.",
        "watchlist.",
        "calib.",
        "ind.",
        "equity.",
        "health.",
        "ops.",
    ];

    private static VectorFile Specification { get; } =
        VectorFile.Load(Path.Combine(AppContext.BaseDirectory, "models.json"));

    public static TheoryData<string> Models() =>
        [
            .. Specification
                .Cases.Select(vector => vector.Model)
                .Where(model => Sections.Any(section => model.StartsWith(section, StringComparison.Ordinal)))
                .Distinct(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_ItsVectors_AllPass(string model)
    {
        var cases = Specification.Cases.Where(vector => vector.Model == model).ToList();

        var report = VectorRunner.Run(new VectorFile(cases), SectionRegistry.All());

        var text = new StringWriter();
        ReportWriter.Write(report, text);
        Assert.True(report.IsClean(allowAbsent: false), text.ToString());
        Assert.Equal(cases.Count, report.Passed);
    }

    [Fact]
    public void Registry_EveryAdapter_HasVectors()
    {
        var models = Specification.Cases.Select(vector => vector.Model).ToHashSet(StringComparer.Ordinal);

        Assert.All(SectionRegistry.All().Keys, model => Assert.Contains(model, models));
    }
}
