using System.Collections.Concurrent;
using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Strikeboard.EndToEnd.Tests.Browsing;

/// <summary>One Chromium for all tests; each test has contexts of its own.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    /// <summary>What is expected comes within a second or two; a busy machine is no reason to fail.</summary>
    private const float PatienceMilliseconds = 20_000;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<(string Url, string User), string> _sessions = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task<IBrowserContext> OpenContextAsync(
        BrowserNewContextOptions options,
        CancellationToken cancellationToken
    )
    {
        var browser = await LaunchAsync(cancellationToken);
        return await browser.NewContextAsync(options);
    }

    /// <summary>
    /// The cookies of somebody who went through the sign-in page. Once per user: the page counts how often it is used,
    /// and every test at its door would be one more than a person's.
    /// </summary>
    public async Task<string> SessionAsync(
        string url,
        string userName,
        string password,
        CancellationToken cancellationToken
    )
    {
        var browser = await LaunchAsync(cancellationToken);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_sessions.TryGetValue((url, userName), out var known))
                return known;
            await using var context = await browser.NewContextAsync();
            var page = await context.NewPageAsync();
            await page.GotoAsync($"{url}/sign-in?returnUrl=%2Fnot-allowed");
            await page.FillSignInAsync(userName, password);
            await page.WaitForURLAsync($"{url}/not-allowed");
            return _sessions[(url, userName)] = await context.StorageStateAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _gate.Dispose();
    }

    private async Task<IBrowser> LaunchAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_browser is not null)
                return _browser;
            Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
            var program = await Chromium.FindOrInstallAsync(cancellationToken);
            _playwright = await Playwright.CreateAsync();
            return _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Chromium.Flags }
            );
        }
        finally
        {
            _gate.Release();
        }
    }
}
