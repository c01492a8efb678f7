namespace Strikeboard.Web.Hosting;

/// <summary>
/// Where settings come from, weakest first. The environment counts only under our own prefix: a plain HOME or MODE of the
/// shell must never become a setting.
/// </summary>
public static class DeskConfiguration
{
    public const string EnvironmentPrefix = "STRIKEBOARD__";

    public static readonly IReadOnlyDictionary<string, string?> Defaults = new Dictionary<string, string?>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["Mode"] = "demo",
        ["Urls"] = "http://localhost:8010",
        ["Simulator:Embedded"] = "true",
        ["Simulator:Port"] = "8090",
        ["Simulator:Seed"] = "1",
        ["Symbols:0:Name"] = "BTC",
        ["Symbols:0:CoinbaseProduct"] = "BTC-USD",
        ["Symbols:0:Index"] = "BRTI",
        ["Symbols:0:KalshiSeries:0"] = "KXBTCD",
        ["Symbols:0:KalshiSeries:1"] = "KXBTC",
        ["Symbols:1:Name"] = "ETH",
        ["Symbols:1:CoinbaseProduct"] = "ETH-USD",
        ["Symbols:1:Index"] = "ETHUSD_RTI",
        ["Symbols:1:KalshiSeries:0"] = "KXETHD",
        ["Symbols:1:KalshiSeries:1"] = "KXETH",
    };

    public static WebApplicationBuilder CreateBuilder(string[] settings)
    {
        // The program's own folder, not the caller's, holds its files; the caller's folder may add settings.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.Sources.Clear();
        Fill(builder.Configuration, builder.Environment.EnvironmentName, settings);
        return builder;
    }

    internal static void Fill(IConfigurationBuilder configuration, string environment, string[] settings)
    {
        configuration.AddInMemoryCollection(Defaults);
        foreach (var folder in Folders())
        {
            configuration.AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true, reloadOnChange: false);
            configuration.AddJsonFile(
                Path.Combine(folder, $"appsettings.{environment}.json"),
                optional: true,
                reloadOnChange: false
            );
        }
        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        configuration.AddCommandLine(settings);
    }

    private static IEnumerable<string> Folders() =>
        new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() }
            .Select(Path.TrimEndingDirectorySeparator)
            .Distinct(StringComparer.Ordinal);
}
