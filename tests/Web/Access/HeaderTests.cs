using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Model;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

/// <summary>What every answer carries: each page, a call, a file, a refusal, nothing at all.</summary>
public sealed partial class HeaderTests(HouseFixture shared) : IClassFixture<HouseFixture>
{
    private static readonly string[] Further =
    [
        "/sign-in",
        "/sign-in?token=x",
        "/account/password",
        "/not-allowed",
        "/status",
        "/health",
        "/api/prices/NOPE",
        "/no/such/page",
        "/api/no/such/call",
        "/css/access.css",
        "/hangfire",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_AllOfThem_CarryTheHeaders()
    {
        using var browser = await shared.House.SignedInAsync(Role.Administrator, Cancel);
        using var stranger = shared.House.Stranger();
        var wrong = new List<string>();
        foreach (var path in Pages().Concat(Further))
        {
            foreach (var client in new[] { browser, stranger })
            {
                using var answer = await client.GetAsync(path, Cancel);
                wrong.AddRange(Faults(answer).Select(fault => $"{path}: {fault}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Policy_OnAPage_LetsOnlyItsOwnScriptsRunAndNoStyleInline()
    {
        using var browser = await shared.House.SignedInAsync(Role.Viewer, Cancel);
        using var first = await browser.GetAsync("/", Cancel);
        using var second = await browser.GetAsync("/", Cancel);
        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = Nonce.Match(policy).Groups["nonce"].Value;
        var page = await first.Content.ReadAsStringAsync(Cancel);

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", policy, StringComparison.Ordinal);
        Assert.NotEqual(policy, second.Headers.GetValues("Content-Security-Policy").Single());
        Assert.All(
            Script.Matches(page),
            tag => Assert.Contains($"nonce=\"{nonce}\"", tag.Value, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(" style=\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_InTheSources_HaveNoInlineStyle()
    {
        var web = Path.Combine(Top(), "src", "Web");
        var found = Directory
            .EnumerateFiles(web, "*.razor", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            )
            .Where(file => InlineStyle.IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(web, file));

        Assert.Empty(found);
    }

    private static IEnumerable<string> Faults(HttpResponseMessage answer)
    {
        (string Name, string Part)[] needed =
        [
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("Content-Security-Policy", "object-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=()"),
        ];
        foreach (var (name, part) in needed)
        {
            var values = answer.Headers.TryGetValues(name, out var found) ? found.ToList() : [];
            if (values.Count != 1 || !values[0].Contains(part, StringComparison.Ordinal))
                yield return $"{name} is '{string.Join(" | ", values)}'";
        }
        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"))
            yield return "tells what it runs on";
        if (
            answer.Content.Headers.ContentType?.MediaType is "text/html" or "application/json"
            && answer.Headers.CacheControl?.NoStore != true
        )
            yield return "may be kept by a cache";
    }

    private IEnumerable<string> Pages() =>
        shared
            .House.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => !path.Contains('{', StringComparison.Ordinal));

    private static string Top()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Dashboard.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nonce { get; }

    [GeneratedRegex("<script[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Script { get; }

    [GeneratedRegex(@"\sstyle\s*=\s*[""'@]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineStyle { get; }
}
