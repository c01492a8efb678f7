using Strikeboard.Exchanges.Streams;

namespace Strikeboard.Exchanges.Http;

/// <summary>
/// Asks the venue for something small again and again while the stream is well: that the way to poll is closed should be
/// known before it is needed.
/// </summary>
/// <param name="answered">Told of each answer while the stream is away; null asks nothing then, for polling does.</param>
internal sealed class RestPulse(
    StatusBoard board,
    TimeProvider clock,
    Func<CancellationToken, Task<VenueError?>> ask,
    Action<bool>? answered = null
)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, clock, cancellationToken);
                var trouble = board.IsLive || answered is not null ? await TroubleAsync(cancellationToken) : "";
                // While polling stands in for the stream, its own trouble is told anyway.
                board.Rest(board.IsLive ? trouble : "");
                if (!board.IsLive)
                    answered?.Invoke(trouble.Length == 0);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            board.Rest("");
        }
    }

    private async Task<string> TroubleAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await ask(either.Token) is { } error ? error.ToString() : "";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FormattableString.Invariant($"no answer within {Patience.TotalSeconds:0.0} s");
        }
    }
}
