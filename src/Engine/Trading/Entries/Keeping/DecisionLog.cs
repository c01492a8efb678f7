using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries.Keeping;

/// <summary>
/// Keeps why (no) trade in the database: every candidate of every cycle packed, and the whiles it is searched by. All of it
/// happens off the cycle's path; what cannot be kept for want of a database is let go, oldest first, counted and told.
/// </summary>
internal sealed partial class DecisionLog : BackgroundService
{
    public const string Source = "decisions";

    /// <summary>Cycles in one run. A kill loses at most these, and none in which anything was to be entered.</summary>
    private const int RunLength = 20;

    private const int MostUntaken = 120;
    private const int MostRuns = 360;
    private const int MostStretches = 50_000;
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);

    private readonly Channel<WeighedCycle> _weighed;
    private readonly StretchCutter _cutter = new();
    private readonly List<WeighedCycle> _run = [];
    private readonly Queue<DecisionRow> _runs = new();
    private readonly Queue<DecisionStretchRow> _stretches = new();
    private readonly Decisions _decisions;
    private readonly DecisionStore _store;
    private readonly IEventLog _events;
    private readonly ILogger<DecisionLog> _logger;
    private long _dropped;
    private long _told;
    private bool _failing;

    public DecisionLog(Decisions decisions, DecisionStore store, IEventLog events, ILogger<DecisionLog> logger)
    {
        (_decisions, _store, _events, _logger) = (decisions, store, events, logger);
        _weighed = Channel.CreateBounded<WeighedCycle>(
            new BoundedChannelOptions(MostUntaken)
            {
                SingleReader = true,
                FullMode = BoundedChannelFullMode.DropOldest,
            },
            _ => Interlocked.Increment(ref _dropped)
        );
        _decisions.Weighed += Note;
    }

    /// <summary>Cycles and whiles that were let go since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public override void Dispose()
    {
        _decisions.Weighed -= Note;
        base.Dispose();
    }

    /// <summary>Here and not at the end of the work, which may never have begun.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (ExecuteTask is null or { IsCompleted: true })
            await EndAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _weighed.Reader.WaitToReadAsync(stoppingToken))
            {
                while (_weighed.Reader.TryRead(out var cycle))
                {
                    if (Take(cycle))
                        await TryStoreAsync(LongestWrite, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The stop: what is still in hand is written there, in a time of its own.
        }
    }

    /// <summary>Whether it is time to write.</summary>
    internal bool Take(WeighedCycle cycle)
    {
        foreach (var ended in _cutter.Take(cycle))
            _stretches.Enqueue(ended);
        _run.Add(cycle);
        if (_run.Count < RunLength && !cycle.Decisions.Any(told => told.Decision.Outcome == EntryOutcome.Enter))
            return false;
        EndRun();
        return true;
    }

    internal async Task EndAsync()
    {
        while (_weighed.Reader.TryRead(out var cycle))
            Take(cycle);
        EndRun();
        foreach (var ended in _cutter.EndAll())
            _stretches.Enqueue(ended);
        await TryStoreAsync(LastWrite, CancellationToken.None);
    }

    internal async Task TryStoreAsync(TimeSpan longest, CancellationToken stopping)
    {
        Trim();
        DecisionRow[] runs = [.. _runs];
        DecisionStretchRow[] stretches = [.. _stretches];
        if (runs.Length + stretches.Length == 0)
            return;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            patience.CancelAfter(longest);
            await _store.WriteAsync(runs, stretches, patience.Token);
            _runs.Clear();
            _stretches.Clear();
            _failing = false;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (!_failing)
                Log.StoreFailed(_logger, runs.Length, stretches.Length, exception.GetBaseException().Message);
            _failing = true;
        }
        TellDropped();
    }

    private void Note(WeighedCycle cycle) => _weighed.Writer.TryWrite(cycle);

    private void EndRun()
    {
        if (_run.Count == 0)
            return;
        _runs.Enqueue(
            new DecisionRow
            {
                CycleId = _run[0].CycleId,
                At = _run[0].At,
                Weighed = _run.Sum(cycle => cycle.Decisions.Length),
                Entered = _run.Sum(cycle =>
                    cycle.Decisions.Count(told => DecisionLine.Of(told).Outcome == DecisionOutcome.Entered)
                ),
                Content = DecisionPacking.Pack(_run),
            }
        );
        _run.Clear();
    }

    private void Trim()
    {
        for (; _runs.Count > MostRuns; Interlocked.Increment(ref _dropped))
            _runs.Dequeue();
        for (; _stretches.Count > MostStretches; Interlocked.Increment(ref _dropped))
            _stretches.Dequeue();
    }

    /// <summary>Once when it begins, and once with the whole count when the database takes them again.</summary>
    private void TellDropped()
    {
        var dropped = Dropped;
        if (dropped == _told || (_failing && _told != 0 && dropped - _told < MostRuns))
            return;
        _events.Record(
            Severity.Warning,
            Source,
            "decisions.dropped",
            $"{dropped} records of why (no) trade could not be kept so far and were let go, oldest first.",
            ("dropped", dropped)
        );
        _told = dropped;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{Runs} runs of weighed cycles and {Stretches} whiles wait for the database: {Error}"
        )]
        public static partial void StoreFailed(ILogger logger, int runs, int stretches, string error);
    }
}
