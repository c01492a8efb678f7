using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

/// <summary>Every endpoint against every kind of caller, by the reviewed file endpoints.txt. A page of the screens need not be listed: it must only send strangers away.</summary>
public sealed class EndpointMatrixTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["{symbol}"] = "BTC",
        ["{verb}"] = "start",
        ["{cycle}"] = "1",
        ["{id}"] = "beat:system.cycle",
        ["{name}"] = "viewer",
        ["{documentName}"] = "v1",
        ["{**path:file}"] = "no-such-file.txt",
        ["{**rest}"] = "no/such/call",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_AllOfThem_AreListed()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);

        var listed = Lines().Select(line => $"{line.Method} {line.Path}").ToHashSet(StringComparer.Ordinal);
        var mapped = Mapped(house).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(mapped.Except(listed));
        Assert.Empty(listed.Except(mapped));
    }

    [Fact]
    public async Task Endpoints_EveryKindOfCaller_IsAnsweredAsListed()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        HttpClient[] callers = [house.Stranger(), .. Enum.GetValues<Role>().Select(house.As)];
        var wrong = new List<string>();
        foreach (var line in Lines())
        {
            for (var i = 0; i < callers.Length; i++)
            {
                using var request = new HttpRequestMessage(
                    line.Method == "ANY" ? HttpMethod.Get : new HttpMethod(line.Method),
                    Concrete(line.Path)
                );
                if (line.Body is not null)
                    request.Content = new StringContent(line.Body, Encoding.UTF8, "application/json");
                using var answer = await callers[i]
                    .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
                if ((int)answer.StatusCode != line.Expected[i])
                    wrong.Add(
                        $"{line.Method} {line.Path} caller {i}: {(int)answer.StatusCode}, not {line.Expected[i]}"
                    );
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Pages_OfTheScreens_SendStrangersToTheSignInPage()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var stranger = house.Stranger();
        var pages = Endpoints(house).Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null).ToList();

        Assert.NotEmpty(pages);
        foreach (var page in pages.Where(p => !p.RoutePattern.RawText!.Contains('{', StringComparison.Ordinal)))
        {
            using var answer = await stranger.GetAsync(page.RoutePattern.RawText, Cancel);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith($"{house.Url}/sign-in", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Mapped(WebHouse house) =>
        Endpoints(house)
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
            .Where(e => !Path(e).StartsWith("/_", StringComparison.Ordinal))
            .SelectMany(e =>
                (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(m => $"{m} {Path(e)}")
            );

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static IEnumerable<RouteEndpoint> Endpoints(WebHouse house) =>
        house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string Concrete(string path) =>
        Values.Aggregate(path, (text, value) => text.Replace(value.Key, value.Value, StringComparison.Ordinal));

    private static IEnumerable<Line> Lines() =>
        File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "endpoints.txt"))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Line.Parse);

    private sealed record Line(string Method, string Path, int[] Expected, string? Body)
    {
        private const int Callers = 5;

        public static Line Parse(string text)
        {
            var parts = text.Split(' ', 3 + Callers, StringSplitOptions.RemoveEmptyEntries);
            return new Line(
                parts[0],
                parts[1],
                [.. parts[2..(2 + Callers)].Select(int.Parse)],
                parts.Length > 2 + Callers ? parts[^1] : null
            );
        }
    }
}
