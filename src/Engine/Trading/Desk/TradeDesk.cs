using Strikeboard.Engine.Operations;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>The desk while this node leads: first what was kept, then what the venue knows, and only then anything is sent.</summary>
internal sealed class TradeDesk(
    PositionDesk desk,
    AccountSync account,
    DutyLoop duties,
    AccountDesk risk,
    LimitsDesk limits
) : ILeaderWork
{
    public async Task RunAsync(long epoch, CancellationToken leading)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(leading);
        await risk.TakeUpAsync(leading);
        await limits.TakeUpAsync(leading);
        await desk.TakeUpAsync(epoch, leading);
        await account.CatchUpAsync(leading);
        Task[] parts = [account.RunAsync(together.Token), duties.RunAsync(together.Token)];
        try
        {
            // One that ends takes the others with it: a desk that does half its work is worse than one that begins anew.
            await await Task.WhenAny(parts);
        }
        finally
        {
            await together.CancelAsync();
            await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
