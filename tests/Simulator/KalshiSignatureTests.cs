using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;

namespace Strikeboard.Simulator.Tests;

public sealed class KalshiSignatureTests
{
    private const string Limits = Pretended.KalshiRest + "/account/limits";

    [Fact]
    public async Task SignedRequest_PathWithoutQuery_IsAccepted()
    {
        await using var sim = await Pretended.StartAsync();

        var (status, body) = await sim.SignedGetAsync(Limits + "?x=1", sim.Sign("GET", Limits));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("refill_rate", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", Limits + "?x=1")]
    [InlineData("POST", Limits)]
    [InlineData("GET", "/trade-api/v2/account/limits")]
    public async Task SignedRequest_OtherTextSigned_IsRefused(string method, string path)
    {
        await using var sim = await Pretended.StartAsync();

        var (status, body) = await sim.SignedGetAsync(Limits + "?x=1", sim.Sign(method, path));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("INCORRECT_API_KEY_SIGNATURE", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedRequest_OldPadding_IsRefused()
    {
        await using var sim = await Pretended.StartAsync();

        var (status, _) = await sim.SignedGetAsync(Limits, sim.Sign("GET", Limits, padding: RSASignaturePadding.Pkcs1));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Theory]
    [InlineData(-30, HttpStatusCode.Unauthorized)]
    [InlineData(-9, HttpStatusCode.OK)]
    [InlineData(9, HttpStatusCode.OK)]
    [InlineData(30, HttpStatusCode.Unauthorized)]
    public async Task SignedRequest_Timestamp_CountsTenSecondsEitherWay(int skewSeconds, HttpStatusCode expected)
    {
        await using var sim = await Pretended.StartAsync();

        var (status, body) = await sim.SignedGetAsync(
            Limits,
            sim.Sign("GET", Limits, TimeSpan.FromSeconds(skewSeconds))
        );

        Assert.Equal(expected, status);
        Assert.Equal(
            expected is HttpStatusCode.Unauthorized,
            body.Contains("header_timestamp_expired", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task SignedRequest_HeaderMissingOrKeyUnknown_SaysWhich()
    {
        await using var sim = await Pretended.StartAsync();
        var good = sim.Sign("GET", Limits);

        var missing = await sim.SignedGetAsync(Limits, good with { Signature = "" });
        var unknown = await sim.SignedGetAsync(Limits, good with { Key = Guid.Empty.ToString() });

        Assert.Contains("signature_is_missing_from_headers", missing.Body, StringComparison.Ordinal);
        Assert.Contains("NOT_FOUND", unknown.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MarketData_Unsigned_IsPublic_ButWrongSignatureIsStillRefused()
    {
        await using var sim = await Pretended.StartAsync();
        const string path = Pretended.KalshiRest + "/exchange/status";

        await sim.GetAsync(path);
        var (status, _) = await sim.SignedGetAsync(path, sim.Sign("GET", "/elsewhere"));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task Socket_Unsigned_IsRefused()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(sim.Simulator.KalshiStreamUrl, TestContext.Current.CancellationToken)
        );

        Assert.Equal(HttpStatusCode.Unauthorized, socket.HttpStatusCode);
    }

    [Fact]
    public async Task KeyFolder_SecondStart_FindsTheSameKey_ReadableByOwnerAlone()
    {
        var folder = Directory.CreateTempSubdirectory("strikeboard-keys-").FullName;
        try
        {
            var options = new SimulatorOptions { Port = 0, KalshiKeyFolder = Path.Combine(folder, "keys") };
            string first;
            await using (var sim = await Pretended.StartAsync(options))
            {
                first = sim.Simulator.KalshiPrivateKeyPem;
            }
            await using var again = await Pretended.StartAsync(options);

            Assert.Equal(first, again.Simulator.KalshiPrivateKeyPem);
            foreach (var file in Directory.GetFiles(Path.Combine(folder, "keys")))
            {
                Assert.True(
                    OperatingSystem.IsWindows()
                        || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite),
                    file
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Reads_FasterThanTheBudget_Get429WithItsBody()
    {
        await using var sim = await Pretended.StartAsync();
        var statuses = new List<HttpStatusCode>();
        var last = "";
        for (var i = 0; i < 41; i++)
        {
            (var status, last) = await sim.SignedGetAsync(Limits, sim.Sign("GET", Limits));
            statuses.Add(status);
        }

        Assert.All(statuses.Take(40), s => Assert.Equal(HttpStatusCode.OK, s));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal("""{"error":"too many requests"}""", last);

        sim.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await sim.SignedGetAsync(Limits, sim.Sign("GET", Limits))).Status);
    }
}
