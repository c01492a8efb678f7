namespace Strikeboard.Exchanges.Tests.Kit;

/// <summary>A feed that runs for as long as the test holds it; that it never throws is part of every test.</summary>
internal sealed class RunningFeed<T> : IAsyncDisposable
    where T : IVenueConnection
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public RunningFeed(T feed)
    {
        Feed = feed;
        _run = Task.Run(() => feed.RunAsync(_stop.Token));
    }

    public T Feed { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Waiting.Patience);
        _stop.Dispose();
        (Feed as IDisposable)?.Dispose();
    }
}
