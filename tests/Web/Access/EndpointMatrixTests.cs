using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

/// <summary>Every endpoint against every kind of caller, by the reviewed file endpoints.txt. A page of the screens need not be listed: it must only send strangers away.</summary>
public sealed partial class EndpointMatrixTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["{symbol}"] = "BTC",
        ["{cycle}"] = "1",
        ["{id}"] = "beat:system.cycle",
        ["{id:guid}"] = "c0450a1e-0000-4000-8000-000000000009",
        ["{name}"] = "viewer",
        ["{documentName}"] = "v1",
        ["{**path:file}"] = "no-such-file.txt",
        ["{**rest}"] = "no/such/call",
    };

    private const int ByReadingKey = 5;
    private const int ByActingKey = 6;
    private const int ByTicket = 7;
    private static readonly string[] ForPeople = ["/api/users", "/api/keys", "/api/sessions", "/api/auth/ticket"];
    private static readonly string[] Sockets = ["/hubs", "/ws"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_AllOfThem_AreListed()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);

        var listed = Lines().Select(line => $"{line.Method} {line.Pattern}").ToHashSet(StringComparer.Ordinal);
        var mapped = Mapped(house).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(mapped.Except(listed));
        Assert.Empty(listed.Except(mapped));
    }

    [Fact]
    public async Task Endpoints_EveryKindOfCaller_IsAnsweredAsListed()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        var reading = await house.KeyAsync(Role.Viewer, [], Cancel);
        var acting = await house.KeyAsync(Role.Administrator, ["*"], Cancel);
        var tickets = house.Services.GetRequiredService<TokenDesk>();
        HttpClient[] callers =
        [
            house.Stranger(),
            .. Enum.GetValues<Role>().Select(house.As),
            house.WithKey(reading),
            house.WithKey(acting),
            house.Stranger(),
        ];
        var wrong = new List<string>();
        var asked = 0;
        foreach (var line in Lines())
        {
            for (var i = 0; i < callers.Length; i++)
            {
                using var request = new HttpRequestMessage(
                    line.Method == "ANY" ? HttpMethod.Get : new HttpMethod(line.Method),
                    Concrete(line.Path)
                );
                if (i == ByTicket)
                {
                    var (ticket, _) = await tickets.TicketAsync(house.People[Role.Viewer], Cancel);
                    request.RequestUri = new Uri($"{request.RequestUri}?ticket={ticket}", UriKind.Relative);
                }
                if (line.Body is not null)
                    request.Content = new StringContent(line.Body, Encoding.UTF8, "application/json");
                using var answer = await callers[i]
                    .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
                asked++;
                if ((int)answer.StatusCode != Expected(line, i))
                    wrong.Add(
                        $"{line.Method} {line.Path} caller {i}: {(int)answer.StatusCode}, not {Expected(line, i)}"
                    );
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Equal(Lines().Count() * callers.Length, asked);
    }

    /// <summary>
    /// Keys and tickets follow from the columns: a reading key reads as a viewer and changes nothing; one with every
    /// command does what its owner may, save what is for people only; a ticket opens sockets and nothing else.
    /// </summary>
    private static int Expected(Line line, int caller)
    {
        var stranger = line.Expected[0];
        var forPeople = ForPeople.Any(path => line.Path.StartsWith(path, StringComparison.Ordinal));
        var isRead = line.Method is "GET" or "HEAD" or "ANY";
        return caller switch
        {
            < ByReadingKey => line.Expected[caller],
            // Pages, and what is open to everybody.
            ByReadingKey
            or ByActingKey
                when stranger != 401
                    || line.Path.StartsWith("/api/auth/token", StringComparison.Ordinal)
                    || line.Path.StartsWith("/api/auth/refresh", StringComparison.Ordinal) => stranger,
            ByReadingKey => isRead ? line.Expected[1] : 403,
            ByActingKey => forPeople && !isRead ? 403 : line.Expected[4],
            _ => Sockets.Any(path => line.Path.StartsWith(path, StringComparison.Ordinal))
                ? line.Expected[1]
                : stranger,
        };
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
        Values.Aggregate(
            Named().Replace(path, "${value}"),
            (text, value) => text.Replace(value.Key, value.Value, StringComparison.Ordinal)
        );

    private static IEnumerable<Line> Lines() =>
        File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "endpoints.txt"))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Line.Parse);

    [GeneratedRegex(@"\{(?<name>\w+)=(?<value>[^}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    private sealed record Line(string Method, string Path, int[] Expected, string? Body)
    {
        private const int Callers = 5;

        /// <summary>As it is mapped.</summary>
        public string Pattern => Named().Replace(Path, "{${name}}");

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
