using System.Net;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Benchmarks.Viewers;

/// <summary>Signs in as a browser does: by the form.</summary>
internal static class BrowserSession
{
    private const string Field = "name=\"__RequestVerificationToken\" value=\"";

    /// <summary>The cookies that a browser would send from here on.</summary>
    public static async Task<string> SignInAsync(Uri site, CancellationToken cancellationToken)
    {
        var jar = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = jar, AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = site };
        var page = await browser.GetStringAsync("sign-in", cancellationToken);
        var at = page.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["__RequestVerificationToken"] = page[at..page.IndexOf('"', at)],
                ["userName"] = "admin",
                ["password"] = Desk.Password,
            }
        );
        using var answer = await browser.PostAsync("sign-in", form, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? jar.GetCookieHeader(site)
            : throw new InvalidOperationException($"no sign-in: {answer.StatusCode}");
    }
}
