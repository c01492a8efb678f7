using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>
/// The positions that matter now, in memory as they are kept. Whatever happens to one is judged by the rules, kept, and only
/// then acted upon; two things that happen to the same position follow one another.
/// </summary>
internal sealed partial class PositionDesk(
    PositionStore store,
    TradingVenue venue,
    Facts facts,
    IEventLog events,
    TimeProvider time,
    ILogger<PositionDesk> logger
) : IDisposable
{
    /// <summary>A late fill of a closed position finds it in memory for so long.</summary>
    private static readonly TimeSpan KeepClosed = TimeSpan.FromHours(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Guid, Held> _held = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private long _epoch;
    private ExitJournal? _journal;
    private CancellationTokenSource _together = new();

    /// <summary>Readable whenever something changed since it was read last.</summary>
    public ChannelReader<bool> News => _news.Reader;

    public IEnumerable<Position> All => _held.Values.Select(held => held.Kept.Value);

    public Position? Find(Guid id) => _held.GetValueOrDefault(id)?.Kept.Value;

    /// <summary>What may be written only while it leads.</summary>
    public long Epoch => Volatile.Read(ref _epoch);

    public (Position Position, OrderIntent Intent, OrderAttempt Attempt)? FindOrder(string clientOrderId)
    {
        foreach (var position in All)
        {
            foreach (var intent in position.Intents)
            {
                if (intent.Attempts.FirstOrDefault(a => a.ClientOrderId == clientOrderId) is { } attempt)
                    return (position, intent, attempt);
            }
        }
        return null;
    }

    /// <summary>The database is away: what happens is kept in a journal beside it.</summary>
    public bool IsApart => Volatile.Read(ref _journal) is not null;

    /// <summary>From now on, also for what is waiting for the database already.</summary>
    public void KeepApart(ExitJournal journal)
    {
        Volatile.Write(ref _journal, journal);
        _together.Cancel();
    }

    public void Dispose() => _together.Dispose();

    public void Wake() => _news.Writer.TryWrite(true);

    /// <summary>At the start of a leader's life: what was kept, whoever kept it.</summary>
    public async Task TakeUpAsync(long epoch, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _epoch, epoch);
        Volatile.Write(ref _journal, null);
        if (_together.IsCancellationRequested)
        {
            _together.Dispose();
            _together = new CancellationTokenSource();
        }
        var kept = await store.LoadActiveAsync(time.GetUtcNow() - KeepClosed, cancellationToken);
        _held.Clear();
        foreach (var one in kept)
        {
            _held[one.Value.Id] = new Held(one);
            facts.Publish(new PositionChanged(one.Value));
        }
        Log.TookUp(logger, kept.Length);
        Wake();
    }

    /// <summary>What happened while the database was away; once or again.</summary>
    public async Task ReplayAsync(JournalLine line, CancellationToken cancellationToken)
    {
        if (!_held.ContainsKey(line.PositionId))
            await AdoptAsync(line.PositionId, cancellationToken);
        await ApplyAsync(line.PositionId, line.Happened, cancellationToken);
    }

    /// <summary>A command has opened or changed it in its own transaction.</summary>
    public async Task AdoptAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, cancellationToken) is not { } kept)
            return;
        DeskTrace.Log.CommandKept(DeskTrace.Words(kept.Value));
        var held = _held.GetOrAdd(id, _ => new Held(kept));
        await held.Gate.WaitAsync(cancellationToken);
        try
        {
            if (kept.Version > held.Kept.Version)
                held.Kept = kept;
        }
        finally
        {
            held.Gate.Release();
        }
        facts.Publish(new PositionChanged(held.Kept.Value));
        Wake();
    }

    /// <summary>As it was just kept for the first time.</summary>
    public void Adopt(Position opened)
    {
        var held = _held.GetOrAdd(opened.Id, _ => new Held(new Kept<Position>(opened, PositionStore.FirstVersion)));
        facts.Publish(new PositionChanged(held.Kept.Value));
        Wake();
    }

    public async Task AdoptAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
            await AdoptAsync(id, cancellationToken);
    }

    /// <summary>The position after it; null where none is known, or where this node does not lead any more.</summary>
    public async Task<Position?> ApplyAsync(Guid id, TradeEvent happened, CancellationToken cancellationToken)
    {
        if (!_held.TryGetValue(id, out var held))
            return null;
        await held.Gate.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var before = held.Kept;
                var turn = PositionRules.Apply(before.Value, happened, venue.Traits);
                if (turn.Position == before.Value)
                    return before.Value;
                DeskTrace.Log.Made(turn, happened);
                switch (await KeepAsync(before, turn, happened, cancellationToken))
                {
                    case SaveOutcome.Saved:
                        DeskTrace.Log.Kept(before.Value, turn, happened);
                        held.Kept = new Kept<Position>(turn.Position, before.Version + 1);
                        Tell(turn);
                        return turn.Position;
                    case SaveOutcome.Deposed:
                        return null;
                    case SaveOutcome.Overtaken:
                        held.Kept = await LoadAsync(id, cancellationToken);
                        break;
                }
            }
        }
        finally
        {
            held.Gate.Release();
        }
    }

    /// <summary>What was kept by a commit whose answer was lost, so that nobody told of it.</summary>
    public async Task FindAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await store.ActiveIdsAsync(cancellationToken))
        {
            if (!_held.ContainsKey(id))
                await AdoptAsync(id, cancellationToken);
        }
    }

    /// <summary>Positions that nothing can happen to any more make room.</summary>
    public void Forget()
    {
        var past = time.GetUtcNow() - KeepClosed;
        foreach (var (id, held) in _held)
        {
            if (!held.Kept.Value.TakesSlot && held.Kept.Value.LastAskedAt < past)
                _held.TryRemove(id, out _);
        }
    }

    /// <summary>Until the database has said yes or no: a commit without an answer is looked up, never repeated blindly.</summary>
    private async Task<SaveOutcome> KeepAsync(
        Kept<Position> before,
        Turn turn,
        TradeEvent happened,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var change = new PositionChange(Guid.CreateVersion7(now), now, TradeLines.Between(before.Value, turn));
        var mayBeKept = false;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (Volatile.Read(ref _journal) is { } journal)
            {
                journal.Add(before.Value.Id, happened);
                return SaveOutcome.Saved;
            }
            try
            {
                if (mayBeKept && await store.HasKeptAsync(before.Value.Id, change.Id, cancellationToken))
                    return SaveOutcome.Saved;
                mayBeKept = true;
                return await store
                    .SaveAsync(before, turn.Position, change, _epoch, cancellationToken)
                    .WaitAsync(_together.Token);
            }
            catch (OperationCanceledException) when (IsApart && !cancellationToken.IsCancellationRequested)
            {
                // In doubt, and no matter: what the journal tells again changes nothing more.
            }
            catch (Exception fault) when (TransientFaults.IsTransient(fault))
            {
                Log.NotKeptYet(logger, before.Value.Instrument, fault.GetBaseException().Message);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    private async Task<Kept<Position>> LoadAsync(Guid id, CancellationToken cancellationToken) =>
        await TransientFaults.RetryAsync(
            async ct => await store.LoadAsync(id, ct).WaitAsync(_together.Token),
            TimeSpan.MaxValue,
            time,
            cancellationToken
        ) ?? throw new InvalidOperationException($"Position {id} is not in the database any more.");

    private void Tell(Turn turn)
    {
        facts.Publish(new PositionChanged(turn.Position));
        foreach (var alarm in turn.Alarms)
            events.Record(
                Severity.Error,
                "trading",
                alarm.Code,
                alarm.Message,
                ("position", turn.Position.Id),
                ("instrument", turn.Position.Instrument)
            );
        Wake();
    }

    private sealed class Held(Kept<Position> kept)
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Kept<Position> Kept
        {
            get => Volatile.Read(ref field);
            set => Volatile.Write(ref field, value);
        } = kept;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} positions were taken up.")]
        public static partial void TookUp(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A change of {Instrument} is not kept yet: {Error}")]
        public static partial void NotKeptYet(ILogger logger, string instrument, string error);
    }
}
