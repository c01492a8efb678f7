using System.Diagnostics;

namespace Strikeboard.Engine.Metrics;

/// <summary>The process: memory, garbage, threads, how long it lives.</summary>
public sealed class ProcessMetrics(TimeProvider time) : IMetricSource
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public IEnumerable<Metric> Collect()
    {
        using var process = Process.GetCurrentProcess();
        return
        [
            Metric.Gauge(
                "process_uptime_seconds",
                "Since the process was ready.",
                (time.GetUtcNow() - _startedAt).TotalSeconds
            ),
            Metric.Gauge(
                "process_start_time_seconds",
                "Start, in seconds since 1970.",
                _startedAt.ToUnixTimeMilliseconds() / 1000.0
            ),
            Metric.Counter(
                "process_cpu_seconds_total",
                "Processor time used.",
                process.TotalProcessorTime.TotalSeconds
            ),
            Metric.Gauge("process_resident_memory_bytes", "Memory held.", process.WorkingSet64),
            Metric.Gauge("process_threads", "Threads.", process.Threads.Count),
            Metric.Gauge("dotnet_heap_bytes", "Managed memory in use.", GC.GetTotalMemory(forceFullCollection: false)),
            Metric.Counter(
                "dotnet_allocated_bytes_total",
                "Managed memory ever allocated.",
                GC.GetTotalAllocatedBytes()
            ),
            Metric.By(
                "counter",
                "dotnet_collections_total",
                "Garbage collections by generation.",
                "generation",
                Enumerable
                    .Range(0, GC.MaxGeneration + 1)
                    .Select(g =>
                        (g.ToString(System.Globalization.CultureInfo.InvariantCulture), (double)GC.CollectionCount(g))
                    )
            ),
            Metric.Counter(
                "dotnet_gc_pause_seconds_total",
                "Time in which everything waited for a collection.",
                GC.GetTotalPauseDuration().TotalSeconds
            ),
            Metric.Gauge(
                "dotnet_thread_pool_queue_items",
                "Work waiting for a thread.",
                ThreadPool.PendingWorkItemCount
            ),
        ];
    }
}
