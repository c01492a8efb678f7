using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Exchanges.Kalshi.Trading;
using Strikeboard.Exchanges.Tests.Kit;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Exchanges.Tests.Kalshi;

/// <summary>What leaves for the venue, how often, and what is made of each answer.</summary>
public sealed class KalshiOrdersTests : IAsyncLifetime
{
    private const string Placed =
        """{"order_id":"v1","client_order_id":"sb-1","fill_count":"4.00","remaining_count":"6.00","ts_ms":1}""";

    private readonly ConcurrentQueue<(string Method, string Path, string Body)> _requests = new();
    private ScriptedVenue _venue = null!;
    private HttpClient _http = null!;
    private KalshiSigner _signer = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _http = KalshiOrders.CreateClient();
        using var rsa = RSA.Create(2048);
        _signer = new KalshiSigner("key", rsa.ExportPkcs8PrivateKeyPem());
    }

    public async ValueTask DisposeAsync()
    {
        _signer.Dispose();
        _http.Dispose();
        await _venue.DisposeAsync();
    }

    [Theory]
    [InlineData(Side.Yes, IntentPurpose.Entry, "bid", "0.6200", false)]
    [InlineData(Side.Yes, IntentPurpose.Exit, "ask", "0.6200", true)]
    [InlineData(Side.No, IntentPurpose.Entry, "ask", "0.3800", false)]
    [InlineData(Side.No, IntentPurpose.Exit, "bid", "0.3800", true)]
    public async Task Order_OfEachKind_IsSaidInTheVenuesWords(
        Side side,
        IntentPurpose purpose,
        string book,
        string price,
        bool reduces
    )
    {
        Answers(201, Placed);
        await Orders().PlaceAsync(Order() with { Side = side, Purpose = purpose }, Stop);

        var (method, path, text) = Assert.Single(_requests);
        Assert.Equal(("POST", "/trade-api/v2/portfolio/events/orders"), (method, path));
        var body = JsonElement.Parse(text);
        Assert.Equal(
            ("KXBTCD-T1", book, "10.00", price, "sb-1", 2),
            (
                body.GetProperty("ticker").GetString(),
                body.GetProperty("side").GetString(),
                body.GetProperty("count").GetString(),
                body.GetProperty("price").GetString(),
                body.GetProperty("client_order_id").GetString(),
                body.GetProperty("exchange_index").GetInt32()
            )
        );
        Assert.Equal(reduces, body.TryGetProperty("reduce_only", out _));
        Assert.Equal("immediate_or_cancel", body.GetProperty("time_in_force").GetString());
    }

    [Fact]
    public async Task Order_ThatExpires_RestsUntilThenAndNoLonger()
    {
        Answers(201, Placed);
        await Orders().PlaceAsync(Order() with { ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000) }, Stop);

        var body = JsonElement.Parse(Assert.Single(_requests).Body);
        Assert.Equal("good_till_canceled", body.GetProperty("time_in_force").GetString());
        Assert.Equal(1_900_000_000, body.GetProperty("expiration_time").GetInt64());
    }

    [Theory]
    [InlineData(201, Placed, "taken Working 4.00")]
    [InlineData(201, """{"order_id":"v1","fill_count":"10.00","remaining_count":"0.00"}""", "taken Filled 10.00")]
    [InlineData(201, """{"order_id":"v1","fill_count":"0.00","remaining_count":"0.00"}""", "taken Cancelled 0.00")]
    [InlineData(201, "{}", "in doubt")]
    [InlineData(201, """{"order_id":"v1","fil""", "in doubt")]
    [InlineData(201, """{"order_id":"v9","client_order_id":"sb-9","fill_count":"1.00"}""", "in doubt")]
    [InlineData(200, "<html>hello</html>", "in doubt")]
    [InlineData(302, "", "in doubt")]
    [InlineData(408, "", "in doubt")]
    [InlineData(500, "", "in doubt")]
    [InlineData(502, "<html>", "in doubt")]
    [InlineData(503, """{"error":{"code":"EXCHANGE_UNAVAILABLE"}}""", "in doubt")]
    [InlineData(504, "", "in doubt")]
    [InlineData(409, """{"error":{"code":"order_already_exists","message":"exists"}}""", "in doubt, name taken")]
    [InlineData(400, """{"error":{"code":"insufficient_balance","message":"poor"}}""", "refused insufficient_balance")]
    [InlineData(403, "", "refused ")]
    [InlineData(429, """{"error":"too many requests"}""", "refused too_many_requests")]
    public async Task Answer_OfEachKind_IsUnderstoodAndNeverAskedForTwice(int status, string body, string expected)
    {
        Answers(status, body);
        var answer = await Orders().PlaceAsync(Order(), Stop);

        Assert.Equal(expected, InWords(answer));
        Assert.Single(_requests);
    }

    [Fact]
    public async Task Connection_ThatBreaksAfterTheRequest_LeavesDoubtAndOneRequest()
    {
        // A connection that was used before is the kind that clients like to replace in silence.
        Answers(201, Placed);
        var orders = Orders();
        await orders.PlaceAsync(Order(), Stop);
        _venue.Rest = async context =>
        {
            await HearAsync(context);
            context.Abort();
        };

        var answer = await orders.PlaceAsync(Order() with { ClientOrderId = "sb-2" }, Stop);

        Assert.Equal("in doubt", InWords(answer));
        Assert.Equal(2, _requests.Count);
    }

    [Fact]
    public async Task Venue_ThatNeverAnswers_LeavesDoubtAndOneRequest()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _venue.Rest = async context =>
        {
            await HearAsync(context);
            heard.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        var time = new ManualTime();
        var answer = Orders(time).PlaceAsync(Order(), Stop);
        await heard.Task.WaitAsync(Waiting.Patience, Stop);

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("in doubt", InWords(await answer));
        Assert.Single(_requests);
    }

    [Fact]
    public async Task Venue_ThatCannotBeReached_GotNothing()
    {
        // A port that was just given back.
        var url = _venue.Http;
        await _venue.DisposeAsync();

        Assert.Equal("not sent", InWords(await Orders(url: url).PlaceAsync(Order(), Stop)));
    }

    [Fact]
    public async Task Entries_ThatUseUpTheAllowance_LeaveRoomForExitsAndCancels()
    {
        Answers(201, Placed);
        // Time stands still: nothing flows back into the allowance.
        var time = new ManualTime();
        var orders = Orders(time);
        var entries = new List<string>();
        do
        {
            entries.Add(InWords(await orders.PlaceAsync(Order(), Stop)));
        } while (entries[^1] != "not sent" && entries.Count < 50);
        Assert.InRange(entries.Count, 2, 49);

        var sent = _requests.Count;
        await orders.PlaceAsync(Order() with { Purpose = IntentPurpose.Exit }, Stop);
        await orders.CancelAsync("v1", 2, Stop);
        Assert.Equal(sent + 2, _requests.Count);
    }

    [Theory]
    [InlineData(200, CancelAnswer.Done)]
    [InlineData(404, CancelAnswer.NotThere)]
    [InlineData(500, CancelAnswer.InDoubt)]
    [InlineData(429, CancelAnswer.InDoubt)]
    public async Task Cancel_AlwaysNamesTheShard_AndIsSentOnce(int status, CancelAnswer expected)
    {
        Answers(status, "{}");

        Assert.Equal(expected, await Orders().CancelAsync("v/1", 2, Stop));
        var (method, path, _) = Assert.Single(_requests);
        Assert.Equal(("DELETE", "/trade-api/v2/portfolio/events/orders/v%2F1?exchange_index=2"), (method, path));
    }

    [Theory]
    [InlineData("""{"orders":[{"order_id":"v1"}],"cursor":""}""")]
    [InlineData("""{"cursor":""}""")]
    [InlineData("""{"orders":[{"order_id":"v1","ticker":"T","status":"brand_new","book_side":"bid"}]}""")]
    public async Task List_WithARowThatCannotBeRead_IsNoEvidence(string body)
    {
        Answers(200, body);
        var read = await Orders().ReadOrdersAsync(null, DateTimeOffset.UnixEpoch, Stop);

        Assert.Equal("unreadable", read.Error?.Code);
    }

    [Fact]
    public async Task List_ThatIsNull_IsEmpty()
    {
        Answers(200, """{"fills":null,"cursor":""}""");
        var read = await Orders().ReadFillsAsync("T", DateTimeOffset.UnixEpoch, Stop);

        Assert.Empty(read.Value!);
    }

    private static OrderRequest Order() =>
        new()
        {
            ClientOrderId = "sb-1",
            Instrument = "KXBTCD-T1",
            ExchangeIndex = 2,
            Side = Side.Yes,
            Purpose = IntentPurpose.Entry,
            Quantity = 10,
            LimitPrice = 0.62m,
        };

    private static string InWords(PlaceAnswer answer) =>
        answer switch
        {
            PlaceAnswer.Taken taken =>
                $"taken {taken.Report.State} {FormattableString.Invariant($"{taken.Report.Filled}")}",
            PlaceAnswer.Refused refused => $"refused {refused.Code}",
            PlaceAnswer.NotSent => "not sent",
            PlaceAnswer.InDoubt { NameIsTaken: true } => "in doubt, name taken",
            _ => "in doubt",
        };

    private void Answers(int status, string body) =>
        _venue.Rest = async context =>
        {
            await HearAsync(context);
            context.Response.StatusCode = status;
            if (status != 302)
                await context.Response.WriteAsync(body);
            else
                context.Response.Headers.Location = "/elsewhere";
        };

    private async Task HearAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        _requests.Enqueue((context.Request.Method, target, body));
    }

    private KalshiOrders Orders(TimeProvider? time = null, Uri? url = null)
    {
        var options = new KalshiOptions
        {
            RestUrl = new Uri(url ?? _venue.Http, "trade-api/v2"),
            KeyId = "key",
            // A loaded machine must not make doubt of an answer.
            OrderTimeout = time is null ? TimeSpan.FromSeconds(30) : TimeSpan.FromSeconds(2),
        };
        var rest = new KalshiRest(options, _signer, _http, time ?? TimeProvider.System, new Random(1));
        return new KalshiOrders(options, _signer, rest, _http, time ?? TimeProvider.System);
    }
}
