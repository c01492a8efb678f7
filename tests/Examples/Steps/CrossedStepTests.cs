using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Tests.Pipeline;
using Strikeboard.Model;

namespace Strikeboard.Examples.Steps;

public sealed class CrossedStepTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Run_HealthyBooks_TheCycleSucceedsWithTheStepInIt()
    {
        var cycle = await RunAsync(Inputs.Healthy(Now, Now.AddMinutes(30)));

        Assert.Equal(CycleOutcome.Succeeded, cycle.Outcome);
        var step = Assert.Single(cycle.Steps, step => step.Name == "crossed");
        Assert.Equal(StepOutcome.Succeeded, step.Outcome);
    }

    [Fact]
    public async Task Run_ACrossedBook_TheCycleFailsAndNamesIt()
    {
        var inputs = Inputs.Healthy(Now, Now.AddMinutes(30));
        var quotes = inputs.Markets.Quotes.ToImmutableDictionary(
            quote => quote.Key,
            quote => quote.Value with { YesBid = new ContractPrice(0.55m) }
        );
        inputs = inputs with { Markets = new MarketCapture(Now, inputs.Markets.Events, quotes) };

        var cycle = await RunAsync(inputs);

        Assert.Equal(CycleOutcome.Failed, cycle.Outcome);
        Assert.Contains(cycle.Steps, step => step.Error?.Code == "quotes.crossed");
    }

    private static async Task<CycleSnapshot> RunAsync(SymbolInputs inputs)
    {
        // doc: step-line
        static void AddSteps(IServiceCollection services) => services.AddSingleton<IPipelineStep, CrossedStep>();
        // doc: end
        await using var services = House.With(AddSteps);
        return services
            .GetRequiredService<CycleRunner>()
            .Run(
                new CycleInputs
                {
                    CycleId = inputs.CycleId,
                    Generation = 1,
                    DueAt = Now,
                    Now = Now,
                    Symbols = [inputs],
                }
            );
    }
}
