using Microsoft.Extensions.Configuration;
using Strikeboard.Model;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Tests.Hosting;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Read_NothingGiven_TakesTheDefaults()
    {
        var (settings, refusal) = Read();

        Assert.Null(refusal);
        Assert.Equal(Mode.Demo, settings!.Mode);
        Assert.Equal(["http://localhost:8010"], settings.Urls);
        Assert.Equal(["BTC", "ETH"], settings.Symbols.Select(s => s.Name));
        Assert.Equal(["KXETHD", "KXETH"], settings.Symbols[1].KalshiSeries);
        Assert.True(settings.UsesEmbeddedSimulator);
        Assert.Equal(8090, settings.Simulator.Port);
    }

    [Fact]
    public void Read_ThirdSymbol_IsConfiguration()
    {
        var (settings, _) = Read(
            "--Symbols:2:Name=SOL",
            "--Symbols:2:CoinbaseProduct=SOL-USD",
            "--Symbols:2:KalshiSeries:0=KXSOLD"
        );

        Assert.Equal("SOL", settings!.Symbols[2].Name);
    }

    [Fact]
    public void Read_ManyFaults_ListsThemAllAtOnce()
    {
        var (_, refusal) = Read(
            "--Mode=dream",
            "--Urls=http://0.0.0.0:8010",
            "--Simulator:Port=70000",
            "--Admin:Password=short",
            "--Symbols:0:Name=B-T-C",
            "--Pipeline:StrikeRows=1",
            "--Simulater:Port=1"
        );

        Assert.Equal(ExitCodes.InvalidSettings, refusal!.ExitCode);
        foreach (
            var key in new[]
            {
                "Mode",
                "Urls",
                "Simulator:Port",
                "Admin:Password",
                "Symbols:0:Name",
                "Pipeline:StrikeRows",
                "Simulater",
            }
        )
            Assert.Contains(refusal.Faults, fault => fault.StartsWith(key + ":", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://localhost:8010", true)]
    [InlineData("http://127.0.0.1:8010", true)]
    [InlineData("http://[::1]:8010", true)]
    [InlineData("https://0.0.0.0:8443", false)]
    [InlineData("https://0.0.0.0:8443 --Kestrel:Certificates:Default:Path=cert.pem", true)]
    [InlineData("https://localhost:8443", false)]
    [InlineData("http://*:8010", false)]
    [InlineData("http://+:8010", false)]
    [InlineData("http://192.168.1.5:8010", false)]
    [InlineData("http://localhost.evil.example:8010", false)]
    [InlineData("ftp://localhost", false)]
    [InlineData("here", false)]
    public void Read_Urls_OutsideLoopbackNeedTls(string url, bool good) =>
        Assert.Equal(good, Read($"--Urls={url}".Split(' ')).Refusal is null);

    [Theory]
    [InlineData("Venues:Coinbase:RestUrl", "https://api.example", true)]
    [InlineData("Venues:Coinbase:RestUrl", "http://127.0.0.1:8090", true)]
    [InlineData("Venues:Coinbase:RestUrl", "http://api.example", false)]
    [InlineData("Venues:Coinbase:RestUrl", "wss://api.example", false)]
    [InlineData("Venues:Coinbase:StreamUrl", "ws://api.example", false)]
    [InlineData("Venues:Coinbase:StreamURLs", "wss://api.example", false)]
    [InlineData("Venues:Kalshi:KeyId", "abc", false)]
    [InlineData("ConnectionStrings:Strikeboard", "nonsense", false)]
    [InlineData("Simulator:Embedded", "perhaps", false)]
    public void Read_OneSetting_IsJudged(string key, string value, bool good) =>
        Assert.Equal(good, Read($"--{key}={value}").Refusal is null);

    [Fact]
    public void Read_ForwardedHeadersSwitch_StopsTheStart()
    {
        var (_, refusal) = SettingsReader.Read(
            Configuration(),
            "Production",
            name => name == "ASPNETCORE_FORWARDEDHEADERS_ENABLED" ? "true" : null
        );

        Assert.NotNull(refusal);
    }

    [Fact]
    public void Read_LiveInDevelopment_StopsTheStart() =>
        Assert.NotNull(SettingsReader.Read(Configuration("--Mode=live"), "Development", _ => null).Refusal);

    [Theory]
    [InlineData(new[] { "status" }, "status", 0)]
    [InlineData(new[] { "stop", "--Home", "/x" }, "stop", 2)]
    [InlineData(new[] { "--Mode", "demo" }, null, 2)]
    [InlineData(new[] { "Mode=demo" }, null, 1)]
    [InlineData(new string[0], null, 0)]
    public void Parse_Arguments_TellsVerbsFromSettings(string[] arguments, string? verb, int rest)
    {
        var line = CommandLine.Parse(arguments);

        Assert.Equal(verb, line.Verb);
        Assert.Equal(rest, line.Settings.Length);
    }

    private static (StartSettings? Settings, StartRefusal? Refusal) Read(params string[] settings) =>
        SettingsReader.Read(Configuration(settings), "Production", _ => null);

    private static IConfiguration Configuration(params string[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(DeskConfiguration.Defaults).AddCommandLine(settings).Build();
}
