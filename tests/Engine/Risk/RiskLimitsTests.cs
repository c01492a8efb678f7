using System.Reflection;
using Strikeboard.Engine.Risk;

namespace Strikeboard.Engine.Tests.Risk;

public sealed class RiskLimitsTests
{
    private static readonly PropertyInfo[] Figures = typeof(RiskLimits).GetProperties();

    [Fact]
    public void Defaults_MakeSense()
    {
        Assert.Empty(new RiskLimits().Faults());
        Assert.False(new RiskLimits().IsLooserThan(new RiskLimits()));
    }

    [Fact]
    public void Faults_AreAllToldAtOnce()
    {
        var faults = new RiskLimits
        {
            MaxOrderQuantity = 0,
            MaxExposure = -1,
            CollarCents = 50,
            MaxOrdersPerSecond = 30,
            MaxDailyLoss = 0,
        }
            .Faults()
            .ToList();

        Assert.Equal(6, faults.Count);
        Assert.Contains("CollarCents is 50 and has to be between 0 and 20.", faults);
        Assert.Contains(
            faults,
            fault => fault.StartsWith("MaxOrdersPerSecond is 30, more than", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void EveryFigure_HasALimitAndIsLoosenedOneWay()
    {
        Assert.Equal(Figures.Select(f => f.Name).Order(), RiskLimit.All.Select(l => l.Name).Order());
        var limits = new RiskLimits();
        foreach (var figure in Figures)
        {
            var (more, less) = (Changed(figure, 1), Changed(figure, -1));

            Assert.NotEqual(more.IsLooserThan(limits), less.IsLooserThan(limits));
            Assert.Equal(more.IsLooserThan(limits), limits.IsLooserThan(less));
            Assert.Equal(
                figure.Name.StartsWith("Min", StringComparison.Ordinal)
                    || figure.Name == nameof(RiskLimits.LookAlikeSeconds),
                less.IsLooserThan(limits)
            );
        }
    }

    [Fact]
    public void OneLoosened_AmongManyTightened_IsLooser()
    {
        var limits = new RiskLimits
        {
            MaxExposure = 1,
            MaxDailyLoss = 1,
            CollarCents = 4,
        };

        Assert.Equal([nameof(RiskLimits.CollarCents)], limits.LoosenedAgainst(new RiskLimits()));
        Assert.True(limits.IsLooserThan(new RiskLimits()));
    }

    [Fact]
    public void NonsenseInAnyFigure_IsAFault()
    {
        foreach (var figure in Figures)
            Assert.NotEmpty(Changed(figure, -1_000_000).Faults());
    }

    private static RiskLimits Changed(PropertyInfo figure, int by)
    {
        var limits = new RiskLimits();
        var value = Convert.ToDecimal(figure.GetValue(limits)) + by;
        figure.SetValue(limits, Convert.ChangeType(value, figure.PropertyType));
        return limits;
    }
}
