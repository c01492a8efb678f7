using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Strikeboard.Engine;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording;
using Strikeboard.Engine.Trading;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Hosting;

/// <summary>Reads the configuration and lists every fault at once: nobody should have to start ten times to find ten of them.</summary>
public sealed class SettingsReader
{
    private const int LongestUrl = 200;
    private static readonly string[] Known =
    [
        "Mode",
        "Home",
        "Urls",
        "PublicUrl",
        "ConnectionStrings",
        "Postgres",
        "Simulator",
        "Venues",
        "Symbols",
        "Admin",
        "Access",
        "Trading",
        "Pipeline",
        "Recording",
        "Outputs",
        "Retention",
        "Kestrel",
        "Logging",
        "AllowedHosts",
    ];

    private readonly IConfiguration _configuration;
    private readonly List<string> _faults = [];

    private SettingsReader(IConfiguration configuration) => _configuration = configuration;

    public static (StartSettings? Settings, StartRefusal? Refusal) Read(
        IConfiguration configuration,
        string environment,
        Func<string, string?> environmentVariable
    )
    {
        var reader = new SettingsReader(configuration);
        var settings = reader.Read();
        reader.CheckSurroundings(settings.Mode, environment, environmentVariable);
        return reader._faults.Count == 0
            ? (settings, null)
            : (null, new StartRefusal(ExitCodes.InvalidSettings, reader._faults));
    }

    private StartSettings Read()
    {
        CheckNames();
        var mode = Mode();
        var simulator = Section<SimulatorSection>("Simulator");
        if (simulator.Port is < 0 or > 65_000)
            Fault("Simulator:Port", $"{simulator.Port} is not a port from 0 to 65000");
        if (simulator.CloseOffset < TimeSpan.Zero || simulator.CloseOffset >= TimeSpan.FromHours(1))
            Fault("Simulator:CloseOffset", $"{simulator.CloseOffset} is not a time below an hour");
        return new StartSettings
        {
            Mode = mode,
            Home = HomeFolder.Resolve(_configuration["Home"], mode),
            Urls = Urls(),
            PublicUrl = PublicUrl(),
            HasKestrelEndpoints = CheckKestrelEndpoints(),
            ConnectionString = ConnectionString("Strikeboard"),
            MigratorConnectionString = ConnectionString("Migrator"),
            PostgresBinaries = _configuration["Postgres:BinariesPath"],
            Simulator = simulator,
            Venues = Venues(mode),
            Symbols = Symbols(),
            AdminPassword = AdminPassword(),
            Access = Checked<AccessOptions>("Access"),
            Pipeline = Pipeline(),
            Recording = Checked<RecordingOptions>("Recording"),
            Outputs = Checked<OutputOptions>("Outputs"),
            Retention = Checked<RetentionOptions>("Retention"),
            Trading = Checked<TradingOptions>("Trading"),
        };
    }

    private void Fault(string key, string what) => _faults.Add($"{key}: {what}.");

    /// <summary>A mistyped setting that silently does nothing is worse than one that stops the start.</summary>
    private void CheckNames()
    {
        foreach (var section in _configuration.GetChildren())
        {
            if (!Known.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
                Fault(section.Key, "is not a setting");
        }
    }

    private Mode Mode()
    {
        var text = _configuration["Mode"] ?? "";
        foreach (var mode in Enum.GetValues<Mode>())
        {
            if (string.Equals(mode.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return mode;
        }
        Fault("Mode", $"'{text}' is none of demo, paper and live");
        return default;
    }

    private T Section<T>(string key)
        where T : class, new()
    {
        try
        {
            return _configuration.GetSection(key).Get<T>(options => options.ErrorOnUnknownConfiguration = true)
                ?? new T();
        }
        catch (InvalidOperationException exception)
        {
            Fault(key, exception.Message.TrimEnd('.'));
            return new T();
        }
    }

    private PipelineOptions Pipeline()
    {
        var options = Section<PipelineOptions>("Pipeline");
        CheckRanges("Pipeline", options);
        CheckRanges("Pipeline:Watchlist", options.Watchlist);
        CheckRanges("Pipeline:Contents", options.Contents);
        return options;
    }

    private T Checked<T>(string key)
        where T : class, new()
    {
        var options = Section<T>(key);
        CheckRanges(key, options);
        return options;
    }

    private void CheckRanges(string key, object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        foreach (var result in results)
            Fault($"{key}:{result.MemberNames.FirstOrDefault()}", result.ErrorMessage?.TrimEnd('.') ?? "is not valid");
    }

    private List<string> Urls()
    {
        var urls = (_configuration["Urls"] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToList();
        if (urls.Count == 0)
            Fault("Urls", "names no address");
        foreach (var url in urls)
            CheckUrl("Urls", url);
        return urls;
    }

    private string? PublicUrl()
    {
        var text = _configuration["PublicUrl"];
        if (string.IsNullOrEmpty(text))
            return null;
        if (
            text.Length > LongestUrl
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
        )
            Fault("PublicUrl", $"'{text}' is no address that a browser can open");
        return text;
    }

    private bool CheckKestrelEndpoints()
    {
        var endpoints = _configuration.GetSection("Kestrel:Endpoints").GetChildren().ToList();
        foreach (var endpoint in endpoints)
            CheckUrl($"{endpoint.Path}:Url", endpoint["Url"] ?? "");
        return endpoints.Count > 0;
    }

    private void CheckUrl(string key, string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            Fault(key, $"'{url}' is not an address such as http://localhost:8010");
            return;
        }
        var secure = string.Equals(address.Scheme, "https", StringComparison.OrdinalIgnoreCase);
        if (!secure && !string.Equals(address.Scheme, "http", StringComparison.OrdinalIgnoreCase))
            Fault(key, $"'{url}' is neither http nor https");
        else if (secure && !HasCertificate(key))
            Fault(key, $"'{url}' needs a certificate: Kestrel:Certificates:Default:Path and KeyPath name its files");
        else if (!secure && !Loopback.Is(address.Host))
            Fault(
                key,
                $"'{url}' can be reached from other machines, so it needs https (Kestrel:Certificates:Default:Path); without it only loopback is served"
            );
    }

    private bool HasCertificate(string key) =>
        !string.IsNullOrEmpty(_configuration["Kestrel:Certificates:Default:Path"])
        || (key.EndsWith(":Url", StringComparison.Ordinal) && HasOwnCertificate(key[..^":Url".Length]));

    private bool HasOwnCertificate(string endpoint) => _configuration.GetSection($"{endpoint}:Certificate").Exists();

    private string? ConnectionString(string name)
    {
        var text = _configuration[$"ConnectionStrings:{name}"];
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            var parts = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = text };
            if (!parts.ContainsKey("Host") && !parts.ContainsKey("Server"))
                Fault($"ConnectionStrings:{name}", "names no Host");
        }
        catch (ArgumentException)
        {
            // Its text may hold a password: it is not repeated.
            Fault($"ConnectionStrings:{name}", "cannot be read; it looks like Host=…;Database=…;Username=…");
        }
        return text;
    }

    private VenuesSection Venues(Mode mode)
    {
        var venues = Section<VenuesSection>("Venues");
        foreach (var venue in _configuration.GetSection("Venues").GetChildren())
        {
            CheckVenueUrl($"{venue.Path}:RestUrl", venue["RestUrl"], "http", mode);
            CheckVenueUrl($"{venue.Path}:StreamUrl", venue["StreamUrl"], "ws", mode);
        }
        if (venues.Kalshi.PrivateKeyPath is { Length: > 0 } path)
            CheckKeyFile("Venues:Kalshi:PrivateKeyPath", path);
        if (string.IsNullOrEmpty(venues.Kalshi.KeyId) != string.IsNullOrEmpty(venues.Kalshi.PrivateKeyPath))
            Fault("Venues:Kalshi", "KeyId and PrivateKeyPath belong together");
        return venues;
    }

    /// <summary>Unencrypted is for this machine only; keys and prices of a real venue travel over TLS.</summary>
    private void CheckVenueUrl(string key, string? url, string scheme, Mode mode)
    {
        if (string.IsNullOrEmpty(url))
            return;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != scheme && uri.Scheme != scheme + "s"))
            Fault(key, $"'{url}' is not an address that begins with {scheme}:// or {scheme}s://");
        else if (uri.Scheme == scheme && !uri.IsLoopback)
            Fault(key, $"'{url}' leaves this machine, so it needs {scheme}s://");
        else if (mode == Model.Mode.Live && uri.IsLoopback)
            Fault(key, $"'{url}' is on this machine, and mode live trades on real venues");
    }

    private void CheckKeyFile(string key, string path)
    {
        if (!File.Exists(path))
        {
            Fault(key, $"there is no file '{path}'");
            return;
        }
        const UnixFileMode others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != UnixFileMode.None)
            Fault(key, $"'{path}' can be read by others; chmod 600 it");
    }

    private List<SymbolOptions> Symbols()
    {
        var symbols = new List<SymbolOptions>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var section in _configuration.GetSection("Symbols").GetChildren())
        {
            var symbol = section.Get<SymbolOptions>() ?? new SymbolOptions();
            symbol.KalshiSeries = [.. symbol.KalshiSeries.Where(series => series.Length > 0)];
            if (!Symbol.TryParse(symbol.Name, out _))
                Fault($"{section.Path}:Name", $"'{symbol.Name}' is not 1 to {Symbol.LongestName} letters or digits");
            else if (!names.Add(symbol.Name))
                Fault($"{section.Path}:Name", $"'{symbol.Name}' is there twice");
            if (string.IsNullOrWhiteSpace(symbol.CoinbaseProduct))
                Fault($"{section.Path}:CoinbaseProduct", "is missing");
            if (symbol.KalshiSeries.Count == 0)
                Fault($"{section.Path}:KalshiSeries", "names no series");
            symbols.Add(symbol);
        }
        if (symbols.Count == 0)
            Fault("Symbols", "there is none");
        return symbols;
    }

    private string? AdminPassword()
    {
        var password = _configuration["Admin:Password"];
        if (string.IsNullOrEmpty(password))
            return null;
        if (password.Length < Passwords.ShortestConfigured)
            Fault(
                "Admin:Password",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is shorter than {Passwords.ShortestConfigured} characters"
                )
            );
        if (password.Length > Passwords.Longest)
            Fault("Admin:Password", $"is longer than {Passwords.Longest} characters");
        return password;
    }

    private void CheckSurroundings(Mode mode, string environment, Func<string, string?> variable)
    {
        const string forwarded = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";
        if (variable(forwarded) is { Length: > 0 } value && !value.Equals("false", StringComparison.OrdinalIgnoreCase))
            Fault(forwarded, "would let anybody claim any address; unset it");
        if (mode == Model.Mode.Live && environment == Environments.Development)
            Fault("Mode", "live does not run in the Development environment");
    }
}
