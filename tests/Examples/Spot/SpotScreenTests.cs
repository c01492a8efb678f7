using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Tests.Pipeline;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;

namespace Strikeboard.Examples.Spot;

public sealed class SpotScreenTests
{
    [Fact]
    public void Address_IsThePagesOwn() =>
        Assert.Equal("/spot/{Name}", typeof(SpotScreen).GetCustomAttribute<RouteAttribute>()?.Template);

    [Fact]
    public async Task Drawn_BeforeAndAfterACycle_SaysThatNothingIsThereAndThenThePriceWithItsQuality()
    {
        await using var services = House.With(all => all.AddScoped<PagePulse>());
        // The board hears only what is said after it was made.
        _ = services.GetRequiredService<LiveBoard>();
        var before = await DrawnAsync(services, "btc");
        services.GetRequiredService<Facts>().Publish(new CyclePublished(Cycle(services)));

        var after = await DrawnAsync(services, "btc");
        var another = await DrawnAsync(services, "doge");

        Assert.Contains("No fresh price of btc", before, StringComparison.Ordinal);
        Assert.Contains("$100,000.00", after, StringComparison.Ordinal);
        Assert.Contains("live", after, StringComparison.Ordinal);
        Assert.Contains("No fresh price of doge", another, StringComparison.Ordinal);
    }

    private static async Task<string> DrawnAsync(IServiceProvider services, string name)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(
            scope.ServiceProvider,
            services.GetRequiredService<ILoggerFactory>()
        );
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(SpotScreen.Name)] = name,
            };
            var page = await renderer.RenderComponentAsync<SpotScreen>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
    }

    private static CycleSnapshot Cycle(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var inputs = Inputs.Healthy(now, now.AddMinutes(30));
        return services
            .GetRequiredService<CycleRunner>()
            .Run(
                new CycleInputs
                {
                    CycleId = inputs.CycleId,
                    Generation = 1,
                    DueAt = now,
                    Now = now,
                    Symbols = [inputs],
                }
            );
    }
}
