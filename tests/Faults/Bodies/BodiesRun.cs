using System.Net;
using System.Net.Sockets;
using System.Text;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Bodies;

/// <summary>
/// Sends damaged calls, many at once over few connections. A batch is one caller's at one operation, so that a change can
/// be laid at its door; every fourth is a mixture, for what only comes about in company.
/// </summary>
public static class BodiesRun
{
    private const int AtOnce = 32;
    private const int BatchSize = 160;

    /// <summary>Of what is slow on purpose: more would measure the slowness and nothing else.</summary>
    private const int SlowBatchSize = 8;
    private const int SlowShareOfMixed = 20;
    private const int BatchesPerRenewal = 200;
    private const int ReadingShare = 8;
    private const int MostDear = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>From another address than the callers sign in from: theirs may be slowed down by failed sign-ins.</summary>
    private static readonly IPAddress Nuisance = IPAddress.Parse("127.0.9.9");

    public static async Task<BodiesOutcome> RunAsync(
        Bench bench,
        int count,
        int seed,
        Action<string> say,
        CancellationToken cancellationToken
    )
    {
        using var door = Door(bench.Url, null);
        using var flood = Door(bench.Url, Nuisance);
        var callers = await Caller.HireAsync(door, Desk.Password, cancellationToken);
        var operations = ApiOperation.ReadAll(await bench.Desk.GetAsync("/openapi/v1.json", cancellationToken));
        var finds = new Finds();
        await finds.RenewAsync(callers, cancellationToken);
        var choice = new Choice(new Random(seed), operations, callers, finds);
        await bench.Database.PromiseLessAsync(cancellationToken);
        await using var marks = await StateMarks.OpenAsync(bench, cancellationToken);
        var (tally, changes, known) = (new Tally(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var dearness = new Dearness();
        var (sent, judged, began) = (0L, 0L, bench.Time.GetTimestamp());
        var (before, atFirst) = (await marks.ReadAsync(cancellationToken), Costs.Of(bench));
        for (var batch = 0; sent < count; batch++)
        {
            var isMixed = batch % 4 == 3;
            var calls = choice.Next((int)Math.Min(BatchSize, count - sent), isMixed);
            var atBatch = Costs.Of(bench);
            var agreed = await SendAsync(flood, bench.Url, calls, tally, cancellationToken);
            sent += calls.Count;
            var costs = Costs.Of(bench) - atBatch;
            var after = await marks.ReadAsync(cancellationToken);
            if (!isMixed)
            {
                var showsTokens = calls.Exists(entry => entry.Call.ShowsToken);
                changes.AddRange(StateMarks.Unexplained(calls[0].Call.Operation, before, after, agreed, showsTokens));
                dearness.Add(calls[0].Call.Operation, calls.Count, costs);
                judged += agreed == 0 ? calls.Count : 0;
            }
            before = after;
            if (batch % BatchesPerRenewal != BatchesPerRenewal - 1)
                continue;
            say(Progress(sent, bench.Time.GetElapsedTime(began), Costs.Of(bench) - atFirst));
            foreach (var fault in tally.Faults.Concat(changes).Where(fault => known.Add(fault.Split(" × ")[0])))
                say($"  {fault}");
            foreach (var caller in callers)
                await caller.RenewAsync(cancellationToken);
            await finds.RenewAsync(callers, cancellationToken);
            before = await marks.ReadAsync(cancellationToken);
        }
        return new BodiesOutcome(
            sent,
            tally.Classes,
            tally.Faults,
            changes,
            judged,
            tally.Cut,
            tally.Real,
            [.. operations.Where(operation => !tally.HasAgreedTo(operation)).Select(operation => operation.Name)],
            bench.Time.GetElapsedTime(began).TotalSeconds,
            (Costs.Of(bench) - atFirst).By(sent),
            [.. dearness.Most(MostDear)]
        );
    }

    private static string Progress(long sent, TimeSpan took, Costs costs) =>
        FormattableString.Invariant(
            $"  {sent} sent, {took.TotalSeconds:0} s, {sent / took.TotalSeconds:0}/s; {costs.By(sent)} ms of processor a call"
        );

    /// <summary>How many calls were, or may have been, agreed to.</summary>
    private static async Task<int> SendAsync(
        HttpClient flood,
        Uri app,
        List<(Call Call, Caller Caller)> calls,
        Tally tally,
        CancellationToken cancellationToken
    )
    {
        var agreed = 0;
        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, ct) =>
            {
                if (await SendAsync(flood, app, entry.Call, entry.Caller, tally, ct) is null or (>= 200 and < 300))
                    Interlocked.Increment(ref agreed);
            }
        );
        return agreed;
    }

    private static async Task<int?> SendAsync(
        HttpClient flood,
        Uri app,
        Call call,
        Caller caller,
        Tally tally,
        CancellationToken cancellationToken
    )
    {
        using var message = call.ToMessage(app);
        caller.Sign(message);
        try
        {
            using var answer = await flood.SendAsync(message, cancellationToken);
            var status = (int)answer.StatusCode;
            var body = status >= 500 ? await answer.Content.ReadAsStringAsync(cancellationToken) : "";
            tally.Add(call, caller.Name, status, body);
            if (status is >= 200 and < 300 && call.Owner is { } owner && !caller.MayReach(owner))
                tally.AddTheft(call, caller.Name);
            return status;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            tally.AddSilence(call, caller.Name);
        }
        catch (HttpRequestException)
        {
            tally.AddCut();
        }
        return null;
    }

    private static HttpClient Door(Uri app, IPAddress? from) =>
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                MaxConnectionsPerServer = AtOnce,
                RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
                ConnectCallback = async (_, cancellationToken) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
                    {
                        NoDelay = true,
                    };
                    if (from is not null)
                        socket.Bind(new IPEndPoint(from, 0));
                    await socket.ConnectAsync(IPAddress.Loopback, app.Port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = app,
            Timeout = Patience,
        };

    /// <summary>Who asks for what. Half of all calls are an administrator's: they get furthest.</summary>
    private sealed class Choice(
        Random random,
        IReadOnlyList<ApiOperation> operations,
        IReadOnlyList<Caller> callers,
        Finds finds
    )
    {
        private readonly CallMaker _maker = new(random, finds);
        private readonly ApiOperation[] _changing = [.. operations.Where(operation => !operation.IsReading)];
        private readonly ApiOperation[] _reading = [.. operations.Where(operation => operation.IsReading)];
        private readonly Caller _administrator = callers.First(caller => caller.Name == "caller-administrator");

        public List<(Call Call, Caller Caller)> Next(int count, bool isMixed)
        {
            var (operation, caller) = (Operation(), Who());
            if (!isMixed && operation.IsSlowOnPurpose)
                count = Math.Min(count, SlowBatchSize);
            return
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(_ => isMixed ? (_maker.Next(Quick()), Who()) : (_maker.Next(operation), caller)),
            ];
        }

        /// <summary>One that is slow on purpose only now and then.</summary>
        private ApiOperation Quick()
        {
            var drawn = Operation();
            while (drawn.IsSlowOnPurpose && random.Next(SlowShareOfMixed) > 0)
                drawn = Operation();
            return drawn;
        }

        private ApiOperation Operation() =>
            random.Next(ReadingShare) == 0
                ? _reading[random.Next(_reading.Length)]
                : _changing[random.Next(_changing.Length)];

        private Caller Who() => random.Next(2) == 0 ? _administrator : callers[random.Next(callers.Count)];
    }
}
