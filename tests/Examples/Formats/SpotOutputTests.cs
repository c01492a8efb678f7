using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Tests.Pipeline;
using Strikeboard.Model;

namespace Strikeboard.Examples.Formats;

public sealed class SpotOutputTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registered_WithOneLine_ItsFileIsWrittenBesideTheOthers()
    {
        var folder = Directory.CreateTempSubdirectory("strikeboard-example-");
        // doc: format-line
        static void AddOutputs(IServiceCollection services) => services.AddSingleton<IOutputFormat, SpotOutput>();
        // doc: end
        await using (var services = House.With(AddOutputs, outputFolder: folder.FullName))
        {
            var writer = services.GetRequiredService<OutputWriter>();
            var facts = services.GetRequiredService<Facts>();
            await writer.StartAsync(Ct);
            facts.Publish(new LeaderChanged(new LeaderStatus("example", 1, true)));

            facts.Publish(new CyclePublished(Cycle(services)));
            await WrittenAsync(writer);
            await writer.StopAsync(Ct);

            Assert.Equal(
                "BTC 100000 live 2026-11-21T12:00:00Z\n",
                await File.ReadAllTextAsync(Path.Combine(folder.FullName, "spot.txt"), Ct)
            );
            Assert.Equal(["json", "csv", "spot"], writer.Current.Formats.Select(format => format.Name));
        }
        folder.Delete(recursive: true);
    }

    private static CycleSnapshot Cycle(IServiceProvider services)
    {
        var inputs = Inputs.Healthy(Now, Now.AddMinutes(30));
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

    private static async Task WrittenAsync(OutputWriter writer)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        while (!writer.Current.Formats.All(format => format.Writes > 0))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
