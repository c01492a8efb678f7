using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Strikeboard.EndToEnd.Tests.Browsing;

/// <summary>A test in front of the screen. It fails when a page it visited complained.</summary>
public abstract class Journey(BrowserFixture browser) : IAsyncLifetime
{
    protected const string Admin = "admin";
    protected const string Watcher = "watcher";
    private const string WatcherPassword = "only looking around";
    private readonly List<Visit> _visits = [];
    private readonly List<AppProcess> _apps = [];

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // Windows first: one that watches its app end would complain.
        foreach (var visit in _visits)
            await visit.DisposeAsync();
        foreach (var app in _apps)
            await app.DisposeAsync();
        foreach (var visit in _visits)
            visit.AssertQuiet();
    }

    /// <summary>An app for this test alone.</summary>
    protected async Task<AppProcess> StartOwnAsync(AppOptions options)
    {
        var app = await AppProcess.StartAsync(options, Stop);
        _apps.Add(app);
        return app;
    }

    /// <summary>A window in which nobody has signed in.</summary>
    protected async Task<Visit> OpenAsStrangerAsync(string url, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = url;
        options.ViewportSize ??= Screens.Desk;
        var visit = await Visit.StartAsync(await browser.OpenContextAsync(options, Stop));
        _visits.Add(visit);
        return visit;
    }

    /// <summary>A window in which somebody has signed in.</summary>
    protected async Task<Visit> OpenAsync(AppProcess app, string user = Admin, BrowserNewContextOptions? options = null)
    {
        if (user == Watcher)
            await HireWatcherAsync(app);
        options ??= new BrowserNewContextOptions();
        options.StorageState = await browser.SessionAsync(
            app.Url,
            user,
            user == Watcher ? WatcherPassword : AppProcess.AdminPassword,
            Stop
        );
        return await OpenAsStrangerAsync(app.Url, options);
    }

    /// <summary>A window at an address, alive.</summary>
    protected async Task<IPage> GoAsync(
        AppProcess app,
        string path,
        string user = Admin,
        BrowserNewContextOptions? options = null
    )
    {
        var visit = await OpenAsync(app, user, options);
        await visit.Page.GotoAsync(path == Screens.LastCycle ? await LastCycleAsync(app) : path);
        await visit.Page.WaitUntilAliveAsync();
        return visit.Page;
    }

    private static async Task<string> LastCycleAsync(AppProcess app)
    {
        using var admin = await app.CreateAdminClientAsync(Stop);
        while (true)
        {
            var page = await admin.GetFromJsonAsync<JsonElement>("/api/cycles?limit=1", Stop);
            foreach (var cycle in page.GetProperty("items").EnumerateArray())
                return string.Create(CultureInfo.InvariantCulture, $"/cycles/{cycle.GetProperty("id").GetInt64()}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Stop);
        }
    }

    private static async Task HireWatcherAsync(AppProcess app)
    {
        using var admin = await app.CreateAdminClientAsync(Stop);
        using var answer = await admin.PostAsJsonAsync(
            "/api/users",
            new
            {
                userName = Watcher,
                role = "Viewer",
                password = WatcherPassword,
            },
            Stop
        );
        // Another test may have needed them before.
        if (answer.StatusCode != HttpStatusCode.Conflict)
            answer.EnsureSuccessStatusCode();
    }
}
