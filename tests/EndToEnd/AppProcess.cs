using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Strikeboard.EndToEnd.Tests;

/// <summary>The whole app as its operator starts it: a process, its private PostgreSQL, its simulated exchanges, its folder.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    public const string AdminPassword = "correct horse battery";
    private const string ReadyWord = "Sign in: ";
    private const string SimulatorWord = "Simulated exchanges on ";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private readonly AppHome _home = new();
    private readonly AppOptions _options;
    private ConsoleLines _console = new();
    private Process? _process;
    private string? _accessToken;

    private AppProcess(AppOptions options) => _options = options;

    /// <summary>Where the pages and calls are, without a slash at the end. The same after <see cref="StartAgainAsync"/>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Where its simulated exchanges are, without a slash at the end; empty where it has none. The same after <see cref="StartAgainAsync"/>.</summary>
    public string SimulatorUrl { get; private set; } = "";

    /// <summary>As printed: with a one-time token where no password is configured.</summary>
    public string SignInLink { get; private set; } = "";

    public string Home => _home.Folder;

    public int ProcessId => Running.Id;

    public int? PostgresProcessId => _home.PostgresProcessId;

    /// <summary>Everything the present process has printed, both streams in the order of arrival.</summary>
    public IReadOnlyList<string> Console => _console.All;

    private Process Running => _process ?? throw new InvalidOperationException("The app has not been started.");

    public static Task<AppProcess> StartAsync(CancellationToken cancellationToken) =>
        StartAsync(new AppOptions(), cancellationToken);

    public static async Task<AppProcess> StartAsync(AppOptions options, CancellationToken cancellationToken)
    {
        var app = new AppProcess(options);
        try
        {
            await app.LaunchAsync(options.Urls, options.SimulatorPort, cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>For starts that end by themselves: the exit code and all that was printed.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<string> Console)> RunToEndAsync(
        AppOptions options,
        CancellationToken cancellationToken
    )
    {
        await using var app = new AppProcess(options);
        app.Spawn(options.Urls, options.SimulatorPort);
        return (await app.WaitForExitAsync(StartPatience, cancellationToken), app.Console);
    }

    /// <summary>After a stop or a kill: the same folder, the same addresses.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken) =>
        LaunchAsync(Url, SimulatorUrl.Length > 0 ? new Uri(SimulatorUrl).Port : 0, cancellationToken);

    public Task<string> WaitForLineAsync(Func<string, bool> wanted, CancellationToken cancellationToken) =>
        _console.WaitForAsync(wanted, cancellationToken);

    /// <summary>As a service manager does it. Fails unless the app ends well by itself.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Signals.Send(Running.Id, Signals.Terminate);
        var code = await WaitForExitAsync(StopPatience, cancellationToken);
        if (code != 0)
            throw new InvalidOperationException($"The app ended with {code}.{Said()}");
    }

    /// <summary>No goodbye, no flush: what a crash or the kernel does. Returns when the process is gone.</summary>
    public void Kill()
    {
        Running.Kill();
        Running.WaitForExit();
    }

    public HttpClient CreateAnonymousClient() => new() { BaseAddress = new Uri(Url) };

    /// <summary>A client that calls as the administrator; needs the configured password.</summary>
    public async Task<HttpClient> CreateAdminClientAsync(CancellationToken cancellationToken)
    {
        var client = CreateAnonymousClient();
        _accessToken ??= await FetchTokenAsync(client, cancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _accessToken);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            Kill();
        _process?.Dispose();
        await _home.DisposeAsync();
    }

    private async Task LaunchAsync(string urls, int simulatorPort, CancellationToken cancellationToken)
    {
        Spawn(urls, simulatorPort);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartPatience);
        var ready = _console.WaitForAsync(line => line.StartsWith(ReadyWord, StringComparison.Ordinal), patience.Token);
        var ended = Running.WaitForExitAsync(patience.Token);
        try
        {
            if (await Task.WhenAny(ready, ended) == ended && !ready.IsCompletedSuccessfully)
                throw new InvalidOperationException($"The app ended before it was ready.{Said()}");
            SignInLink = (await ready)[ReadyWord.Length..];
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The app was not ready after {StartPatience.TotalSeconds} s.{Said()}", late);
        }
        Url = new Uri(SignInLink).GetLeftPart(UriPartial.Authority);
        SimulatorUrl = _console.All.FirstOrDefault(line => line.StartsWith(SimulatorWord, StringComparison.Ordinal))
            is { } said
            ? said[SimulatorWord.Length..]
            : "";
    }

    private void Spawn(string urls, int simulatorPort)
    {
        _process?.Dispose();
        _console = new ConsoleLines();
        _accessToken = null;
        var start = new ProcessStartInfo("dotnet", [AppFiles.WebProgram, .. _options.Arguments])
        {
            WorkingDirectory = AppFiles.WebProject,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(name);
        Set("Home", Home);
        Set("Urls", urls);
        Set("Simulator:Port", simulatorPort.ToString(CultureInfo.InvariantCulture));
        if (_options.AdminPassword is { } password)
            Set("Admin:Password", password);
        foreach (var (key, value) in _options.Settings)
            Set(key, value);
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        _console.Follow(_process);

        void Set(string key, string value) =>
            start.Environment["STRIKEBOARD__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
    }

    /// <summary>The surroundings of whoever runs the tests must not decide how they end.</summary>
    private static bool IsForeign(string variable) =>
        variable.StartsWith("STRIKEBOARD__", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);

    private async Task<int> WaitForExitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await Running.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The app did not end within {patience.TotalSeconds} s.{Said()}", late);
        }
        return Running.ExitCode;
    }

    private static async Task<string> FetchTokenAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(
            "/api/auth/token",
            new { userName = "admin", password = AdminPassword },
            cancellationToken
        );
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return body.GetProperty("accessToken").GetString()!;
    }

    private string Said() => $" It said:{Environment.NewLine}{string.Join(Environment.NewLine, Console)}";
}
