using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Exits;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>
/// The only one that sends exits, whoever wants them. It looks at every position on each move of its market, at each cycle and
/// once a second, and goes on until nothing is held.
/// </summary>
internal sealed partial class ExitManager(
    PositionDesk desk,
    IMarketSights sights,
    ExitSettings settings,
    Facts facts,
    IEventLog events,
    TimeProvider time,
    ILogger<ExitManager> logger
)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<Look> _looks = Channel.CreateBounded<Look>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    /// <summary>Instruments that are held, and whether a look at them is waiting already.</summary>
    private readonly ConcurrentDictionary<string, bool> _watched = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, ExitWatch> _watches = [];
    private readonly ConcurrentDictionary<Guid, bool> _asking = new();
    private readonly List<Task> _asks = [];
    private CycleSnapshot? _cycle;

    public async Task RunAsync(CancellationToken leading)
    {
        using var changed = facts.Listen<PositionChanged>(fact => Watch(fact.Position));
        using var cycles = facts.Listen<CyclePublished>(fact =>
        {
            Volatile.Write(ref _cycle, fact.Cycle);
            _looks.Writer.TryWrite(Look.Everything);
        });
        foreach (var position in desk.All)
            Watch(position);
        sights.BookMoved += Moved;
        await using var clock = time.CreateTimer(
            _ => _looks.Writer.TryWrite(Look.Everything),
            null,
            LookEvery,
            LookEvery
        );
        try
        {
            await foreach (var look in _looks.Reader.ReadAllAsync(leading))
                LookAt(look, leading);
        }
        finally
        {
            sights.BookMoved -= Moved;
            await Task.WhenAll(_asks);
            _watches.Clear();
        }
    }

    /// <summary>On the thread that brought the price: most contracts are held by nobody here.</summary>
    private void Moved(string instrument)
    {
        if (_watched.TryGetValue(instrument, out var waits) && !waits && _watched.TryUpdate(instrument, true, false))
            _looks.Writer.TryWrite(new Look(instrument));
    }

    private void Watch(Position position)
    {
        if (position.TakesSlot)
            _watched.TryAdd(position.Instrument, false);
        else if (!desk.All.Any(other => other.TakesSlot && other.Instrument == position.Instrument))
            _watched.TryRemove(position.Instrument, out _);
    }

    private void LookAt(Look look, CancellationToken leading)
    {
        if (look.Instrument is { } instrument)
            _watched.TryUpdate(instrument, false, true);
        foreach (var position in desk.All)
        {
            if (look.Instrument is null || look.Instrument == position.Instrument)
                LookAt(position, leading);
        }
        _asks.RemoveAll(ask => ask.IsCompleted);
    }

    private void LookAt(Position position, CancellationToken leading)
    {
        if (_asking.ContainsKey(position.Id))
            return;
        if (position.Quantity <= 0 || !position.TakesSlot)
        {
            _watches.Remove(position.Id);
            return;
        }
        var quote = sights.See(position.Instrument)?.Quote;
        if (position.Exit is { } exit)
        {
            Follow(position, exit, quote, leading);
            return;
        }
        var (watch, verdict) = ExitJudge.Judge(
            Of(position),
            new ExitFacts(
                time.GetUtcNow(),
                quote is null ? null : ExitPrint.Of(quote, position.Side, position.Venue),
                ExitChances.Of(position, Volatile.Read(ref _cycle))
            )
        );
        _watches[position.Id] = watch;
        if (verdict is { IsExit: true, LimitPrice: { } limit })
            Ask(position, null, limit, verdict.Reason, leading);
        if (verdict is not null)
            events.Record(
                verdict.IsExit ? Severity.Info : Severity.Warning,
                "exit_manager",
                verdict.Code,
                verdict.Reason,
                ("position", position.Id),
                ("instrument", position.Instrument)
            );
    }

    private ExitWatch Of(Position position)
    {
        var plan = ExitPlan.Of(position, settings);
        return !_watches.TryGetValue(position.Id, out var known) ? new ExitWatch(plan)
            : known.Fired is not null ? known.With(plan)
            : known.Plan == plan ? known
            : known.With(plan);
    }

    /// <summary>An exit that has sold nothing asks for less with every try.</summary>
    private void Follow(Position position, OrderIntent exit, MarketQuote? quote, CancellationToken leading)
    {
        var failed = exit.Attempts.Count(attempt => attempt is { IsFinal: true, Filled: 0 });
        if (failed == 0)
            return;
        var limit = ExitPrice.Of(quote?.Bid(position.Side), failed, settings);
        if (limit < exit.LimitPrice)
            Ask(position, exit.Everything ? null : exit.Quantity, limit, exit.Reason, leading);
    }

    private void Ask(Position position, decimal? quantity, decimal limit, string reason, CancellationToken leading)
    {
        if (_asking.TryAdd(position.Id, true))
            _asks.Add(
                Task.Run(
                    () =>
                        AskAsync(
                            position.Id,
                            new ExitAsked(ExitNames.Of(position), quantity, limit, reason, Moments.Now(time)),
                            leading
                        ),
                    CancellationToken.None
                )
            );
    }

    private async Task AskAsync(Guid id, ExitAsked asked, CancellationToken leading)
    {
        try
        {
            DeskTrace.Log.ExitDecided("");
            await desk.ApplyAsync(id, asked, leading);
        }
        catch (Exception fault) when (!leading.IsCancellationRequested)
        {
            Log.NotAsked(logger, id, fault);
        }
        catch (OperationCanceledException)
        {
            // The next leader looks at the same position, and finds the same reason.
        }
        finally
        {
            _asking.TryRemove(id, out _);
        }
    }

    /// <param name="Instrument">Null: all that is held.</param>
    private sealed record Look(string? Instrument)
    {
        public static readonly Look Everything = new((string?)null);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The exit of {Position} could not be asked for; it is tried again."
        )]
        public static partial void NotAsked(ILogger logger, Guid position, Exception fault);
    }
}
