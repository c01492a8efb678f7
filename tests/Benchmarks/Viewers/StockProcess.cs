using Strikeboard.Faults.Rig;

namespace Strikeboard.Benchmarks.Viewers;

/// <summary>The stock pages in a process of their own; see <see cref="StockPages"/>.</summary>
internal sealed class StockProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private StockProcess(Child server, Uri site, double seconds) =>
        (Server, Site, StartSeconds) = (server, site, seconds);

    public Child Server { get; }

    public Uri Site { get; }

    /// <summary>From the start of the process to its first page.</summary>
    public double StartSeconds { get; }

    public static async Task<StockProcess> StartAsync(CancellationToken cancellationToken)
    {
        var site = new Uri($"http://localhost:{Ports.Free()}/");
        using var http = new HttpClient { BaseAddress = site };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var begun = TimeProvider.System.GetTimestamp();
        var server = Child.Start(
            typeof(StockProcess).Assembly.Location,
            AppContext.BaseDirectory,
            StockPages.Arguments(site),
            new Dictionary<string, string>(StringComparer.Ordinal),
            Crowd.Core
        );
        while (!await AnswersAsync(http, patience.Token))
            await Task.Delay(Step, TimeProvider.System, patience.Token);
        return new StockProcess(server, site, TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
    }

    public void Dispose() => Server.Dispose();

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(StockPages.Hello, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }
}
