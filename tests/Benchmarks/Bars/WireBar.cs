using System.Globalization;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Exchanges.Streams;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>
/// From the socket to the board with everything on, against a loop that only receives from the same source. Judged by the CPU
/// of this process a message, which is what a core could carry; the rates on the wall stand beside it.
/// </summary>
internal sealed class WireBar : IBar
{
    private const int Products = 20;

    public string Name => "2 wire";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var source = await TickerSource.StartAsync(Products, cancellationToken);
        var (rounds, window) = effort.IsQuick ? (3, TimeSpan.FromSeconds(0.7)) : (7, TimeSpan.FromSeconds(2));
        var (bare, whole) = (new List<Flow>(), new List<Flow>());
        for (var round = -1; round < rounds; round++)
        {
            var received = await ReceiveAsync(source.Stream, window, cancellationToken);
            var carried = await CarryAsync(source.Stream, window, cancellationToken);
            if (round < 0)
                continue;
            bare.Add(received);
            whole.Add(carried);
        }
        yield return Row.More(
            Name,
            Rates(whole, bare),
            Figures.Ns(Statistics.Median([.. whole.Select(f => f.Ns)])),
            Figures.Ns(Statistics.Median([.. bare.Select(f => f.Ns)])),
            Statistics.Median([.. whole.Zip(bare, (one, other) => other.Ns / one.Ns)]),
            0.8
        );
        yield return Row.Less(
            Name,
            "garbage a message, wire to board : 1 kB",
            Figures.Bytes(Statistics.Median([.. whole.Select(f => f.Bytes)])),
            Figures.Bytes(Statistics.Median([.. bare.Select(f => f.Bytes)])),
            Statistics.Median([.. whole.Select(f => f.Bytes)]) / 1000,
            1
        );
    }

    private static string Rates(List<Flow> whole, List<Flow> bare) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"CPU a message, wire to board : receive only ({Median(whole)} : {Median(bare)})"
        );

    private static string Median(List<Flow> flows) =>
        Figures.Rate(Statistics.Median([.. flows.Select(f => f.PerSecond)]), "msg");

    private static async Task<Flow> ReceiveAsync(Uri stream, TimeSpan window, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        await socket.ConnectAsync(stream, cancellationToken);
        using var reader = new FrameReader(socket, 1 << 20);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var count = 0L;
        var receiving = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    var frame = await reader.ReadAsync(cancellationToken);
                    Interlocked.Add(ref count, frame.EndReason is null ? 1 : 0);
                }
            },
            cancellationToken
        );
        var flow = await WatchAsync(() => Interlocked.Read(ref count), window, cancellationToken);
        await stop.CancelAsync();
        await receiving;
        socket.Abort();
        return flow;
    }

    private static async Task<Flow> CarryAsync(Uri stream, TimeSpan window, CancellationToken cancellationToken)
    {
        await using var path = WirePath.Start(stream, Products);
        var flow = await WatchAsync(() => path.Feed.Status.Frames, window, cancellationToken);
        if (
            path.Feed.Status is not { Malformed: 0, Gaps: 0, Reconnects: 0 }
            || path.Board.Current.Ticks.Count != Products
        )
            throw new InvalidOperationException($"the wire did not carry whole prices: {path.Feed.Status}");
        return flow;
    }

    /// <summary>After half a window to get going.</summary>
    private static async Task<Flow> WatchAsync(Func<long> count, TimeSpan window, CancellationToken cancellationToken)
    {
        await Task.Delay(window / 2, TimeProvider.System, cancellationToken);
        var (messages, cpu, bytes) = (count(), CpuClock.ProcessNs, GC.GetTotalAllocatedBytes());
        var from = TimeProvider.System.GetTimestamp();
        await Task.Delay(window, TimeProvider.System, cancellationToken);
        var done = count() - messages;
        return new Flow(
            done / TimeProvider.System.GetElapsedTime(from).TotalSeconds,
            (CpuClock.ProcessNs - cpu) / done,
            (GC.GetTotalAllocatedBytes() - bytes) / (double)done
        );
    }

    private sealed record Flow(double PerSecond, double Ns, double Bytes);
}
