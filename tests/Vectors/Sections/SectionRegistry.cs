namespace Strikeboard.Vectors.Sections;

/// <summary>The models we can run. A further section is one file beside this one and one line below.</summary>
public static class SectionRegistry
{
    public static IReadOnlyDictionary<string, VectorAdapter> All()
    {
        var adapters = new Dictionary<string, VectorAdapter>(StringComparer.Ordinal);
        NumbersSection.Register(adapters);
        PricesSection.Register(adapters);
        SettlementSection.Register(adapters);
        StrikesSection.Register(adapters);
        CalibrationSection.Register(adapters);
        IndicatorsSection.Register(adapters);
        HealthSection.Register(adapters);
        return adapters;
    }
}
