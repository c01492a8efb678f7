using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Outputs.Json;

namespace Strikeboard.Engine.Outputs;

internal static class OutputRegistration
{
    /// <summary>A new format is one class and one line here.</summary>
    public static IServiceCollection AddOutputs(this IServiceCollection services) =>
        services
            .AddSingleton<IOutputFormat, JsonOutput>()
            .AddSingleton<IOutputFormat, CsvOutput>()
            .AddSingleton<OutputWriter>()
            .AddSingleton<IOutputReader>(provider => provider.GetRequiredService<OutputWriter>())
            .AddSingleton<IHealthPart>(provider => provider.GetRequiredService<OutputWriter>())
            .AddHostedService(provider => provider.GetRequiredService<OutputWriter>());
}
