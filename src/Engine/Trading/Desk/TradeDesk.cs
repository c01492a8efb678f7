using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Entries;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>The desk while this node leads: first what was kept, then what the venue knows, and only then anything is sent.</summary>
internal sealed class TradeDesk(
    PositionDesk desk,
    AccountSync account,
    DutyLoop duties,
    AccountDesk risk,
    LimitsDesk limits,
    ExitManager exits,
    AutoEntry entry
) : ILeaderWork
{
    public async Task RunAsync(long epoch, CancellationToken leading)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(leading);
        await risk.TakeUpAsync(leading);
        DeskTrace.Log.StartTaken("account");
        await limits.TakeUpAsync(leading);
        await desk.TakeUpAsync(epoch, leading);
        DeskTrace.Log.StartTaken("positions");
        await account.CatchUpAsync(leading);
        DeskTrace.Log.StartTaken("venue");
        // Exits first: what is held must be protected before anything else is thought of.
        Task[] parts =
        [
            exits.RunAsync(together.Token),
            duties.RunAsync(together.Token),
            account.RunAsync(together.Token),
            entry.RunAsync(together.Token),
        ];
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
