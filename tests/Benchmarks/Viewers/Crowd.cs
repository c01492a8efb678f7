using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Benchmarks.Viewers;

/// <summary>What so many viewers of one page cost and got.</summary>
/// <param name="CpuSeconds">Of the serving process, per viewer and second.</param>
/// <param name="Bytes">Of resident memory, per viewer.</param>
/// <param name="Batches">Per viewer and second.</param>
/// <param name="P99Ms">From the stamp that a batch carries to its arrival; not a number where the page has none.</param>
internal sealed record CrowdFigures(
    int Viewers,
    double CpuSeconds,
    double Bytes,
    double P50Ms,
    double P99Ms,
    double Batches,
    double BatchBytes,
    string? Fault
);

internal static class Crowd
{
    /// <summary>What serves has this one; the viewers have the others.</summary>
    public const int Core = 0;

    /// <summary>Stamps that fewer viewers than this share got are the page's own clock, not the common tick.</summary>
    private const double CommonShare = 0.5;
    private const int OpenAtOnce = 8;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public static async Task<CrowdFigures> WatchAsync(
        Child server,
        Uri site,
        string path,
        string? cookie,
        int viewers,
        TimeSpan length,
        CancellationToken cancellationToken
    )
    {
        using var http = new HttpClient { BaseAddress = site, Timeout = TimeSpan.FromSeconds(60) };
        var before = server.ResidentBytes;
        var crowd = Enumerable
            .Range(0, viewers)
            .Select(number => new Circuit(number, site, path, cookie, TimeProvider.System))
            .ToArray();
        try
        {
            await Parallel.ForEachAsync(
                crowd,
                new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce, CancellationToken = cancellationToken },
                async (circuit, stop) => await circuit.OpenAsync(http, stop)
            );
            await Task.Delay(Settle, TimeProvider.System, cancellationToken);
            var (cpu, begun) = (server.CpuSeconds, TimeProvider.System.GetUtcNow());
            var (batches, sent) = (crowd.Sum(circuit => circuit.Batches), crowd.Sum(circuit => circuit.Bytes));
            await Task.Delay(length, TimeProvider.System, cancellationToken);
            var seconds = (TimeProvider.System.GetUtcNow() - begun).TotalSeconds;
            var used = (server.CpuSeconds - cpu) / seconds / viewers;
            batches = crowd.Sum(circuit => circuit.Batches) - batches;
            sent = crowd.Sum(circuit => circuit.Bytes) - sent;
            var bytes = (double)(server.ResidentBytes - before) / viewers;
            var late = Latencies(crowd, begun, viewers);
            return new CrowdFigures(
                viewers,
                used,
                bytes,
                Statistics.Quantile(late, 0.5),
                Statistics.Quantile(late, 0.99),
                batches / seconds / viewers,
                (double)sent / Math.Max(1, batches),
                Array.Find(crowd, circuit => circuit.Fault is not null)?.Fault
            );
        }
        finally
        {
            await Parallel.ForEachAsync(
                crowd,
                CancellationToken.None,
                async (circuit, _) => await circuit.DisposeAsync()
            );
        }
    }

    private static List<double> Latencies(Circuit[] crowd, DateTimeOffset from, int viewers) =>
        [
            .. crowd
                .SelectMany(circuit => circuit.Seen)
                .Where(seen => seen.Stamp >= from && seen.At >= seen.Stamp)
                .GroupBy(seen => seen.Stamp)
                .Where(tick => tick.Select(seen => seen.Viewer).Distinct().Count() >= viewers * CommonShare)
                .SelectMany(tick => tick.GroupBy(seen => seen.Viewer, (_, all) => all.Min(seen => seen.At) - tick.Key))
                .Select(late => late.TotalMilliseconds),
        ];
}
