using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Commands;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>The desk while this node leads: first what was kept, then what the venue knows, and only then anything is sent.</summary>
internal sealed class TradeDesk(
    PositionDesk desk,
    AccountSync account,
    DutyLoop duties,
    AccountDesk risk,
    LimitsDesk limits,
    ExitManager exits,
    AutoEntry entry,
    ExitJournal journal,
    IEventLog events,
    TimeProvider time
) : ILeaderWork, ICarryOn
{
    private Task _leading = Task.CompletedTask;

    public Task RunAsync(long epoch, CancellationToken leading) => _leading = LeadAsync(epoch, leading);

    /// <summary>
    /// Exits alone: nothing is opened, what rests of entries is taken back, and what happens is kept in the journal. Whoever
    /// leads next reads the venue before it sends, and would send an exit under the same name, so that both doing it is harmless.
    /// </summary>
    public async Task CarryOnAsync(CancellationToken carrying)
    {
        desk.KeepApart(journal);
        await _leading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        events.Record(
            Severity.Error,
            "trading",
            "desk.apart",
            "The database is away: nothing is opened, and exits go on by a journal on this machine."
        );
        foreach (var position in desk.All.Where(EntryCancels.HasLiveEntry).ToList())
            await desk.ApplyAsync(
                position.Id,
                new EntryCancelAsked("the database is away", Moments.Now(time)),
                carrying
            );
        await TogetherAsync([exits.RunAsync, duties.RunAsync, account.FollowAsync], carrying);
    }

    private async Task LeadAsync(long epoch, CancellationToken leading)
    {
        await risk.TakeUpAsync(leading);
        DeskTrace.Log.StartTaken("account");
        await limits.TakeUpAsync(leading);
        await desk.TakeUpAsync(epoch, leading);
        DeskTrace.Log.StartTaken("positions");
        await ReplayAsync(leading);
        await account.CatchUpAsync(leading);
        DeskTrace.Log.StartTaken("venue");
        // Exits first: what is held must be protected before anything else is thought of.
        await TogetherAsync([exits.RunAsync, duties.RunAsync, account.RunAsync, entry.RunAsync], leading);
    }

    /// <summary>If the process dies before the journal is cleared, it is told once more.</summary>
    private async Task ReplayAsync(CancellationToken leading)
    {
        if (journal.Lines is not { IsEmpty: false } lines)
            return;
        foreach (var line in lines)
            await desk.ReplayAsync(line, leading);
        journal.Clear();
        events.Record(
            Severity.Info,
            "trading",
            "desk.together",
            $"The database is back: {lines.Count} changes of positions were kept in the journal and are in it now."
        );
    }

    private static async Task TogetherAsync(Func<CancellationToken, Task>[] works, CancellationToken cancellationToken)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parts = works.Select(work => work(together.Token)).ToList();
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
