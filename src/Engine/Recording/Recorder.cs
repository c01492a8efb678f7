using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording;

/// <summary>
/// Keeps what came in. It hears of ticks from the price memories, of captures from <see cref="RecordingInputs"/> and of the
/// rest from the facts, and writes once a second behind everybody's back.
/// </summary>
internal sealed partial class Recorder : BackgroundService
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The hour turns with the first beat in it; only where no beat comes do ticks turn it.</summary>
    private static readonly TimeSpan WaitForBeat = TimeSpan.FromSeconds(5);

    private readonly Tape _tape;
    private readonly PriceMemories _memories;
    private readonly PartWriter? _writer;
    private readonly IEventLog _events;
    private readonly TimeProvider _time;
    private readonly ILogger<Recorder> _logger;
    private readonly List<IDisposable> _listening = [];
    private readonly Dictionary<string, SourceStatus> _sources = new(StringComparer.Ordinal);
    private readonly Lock _turning = new();
    private CycleInputs? _captured;
    private DateTimeOffset _turnAt = DateTimeOffset.MinValue;
    private DateTimeOffset _begunAt = DateTimeOffset.MinValue;

    public Recorder(
        Tape tape,
        PriceMemories memories,
        Facts facts,
        EngineSettings settings,
        IEventLog events,
        TimeProvider time,
        ILogger<Recorder> logger
    )
    {
        (_tape, _memories, _events, _time, _logger) = (tape, memories, events, time, logger);
        if (settings is not { Recording.Enabled: true, RecordingFolder: { } folder })
            return;
        _writer = new PartWriter(new RecordingFolder(folder), settings);
        _listening.Add(facts.Listen<TickReceived>(_ => TurnIfDue(time.GetUtcNow() - WaitForBeat)));
        _listening.Add(facts.Listen<MarketSettled>(settled => tape.Keep(new ContractSettled(settled))));
        _listening.Add(facts.Listen<MarketsChanged>(changed => tape.Keep(new ContractsChanged(changed))));
        _listening.Add(facts.Listen<SourceChanged>(fact => Hear(fact.Status)));
        _listening.Add(facts.Listen<CyclePublished>(fact => Hear(fact.Cycle)));
    }

    /// <summary>Called before a cycle captures: what it captures belongs to the hour of its beat.</summary>
    public void BeforeCapture(DateTimeOffset now) => TurnIfDue(now);

    public void Captured(CycleInputs inputs) => _captured = inputs;

    public override void Dispose()
    {
        foreach (var listening in _listening)
            listening.Dispose();
        _writer?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _tape.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(WriteEvery, _time, stoppingToken);
                WriteWaiting();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nobody brings anything any more: the last second is written, and the file is whole.
            WriteWaiting();
            _writer?.Close();
        }
    }

    /// <summary>The first part begins with the first look at the clock, the others with each hour and after each loss.</summary>
    private void TurnIfDue(DateTimeOffset now)
    {
        if (_writer is null || !IsDue(now))
            return;
        lock (_turning)
        {
            if (!IsDue(now))
                return;
            var at = _time.GetUtcNow();
            _begunAt = now;
            if (!_tape.TryBegin(at))
                return;
            _turnAt = RecordingFolder.HourOf(at) + TimeSpan.FromHours(1);
            foreach (var symbol in _memories.Symbols)
                _memories.Of(symbol).Tell(state => _tape.Keep(new MemoryTold(state)));
        }
    }

    private bool IsDue(DateTimeOffset now) => now >= _turnAt || _tape.IsBroken && now >= _begunAt + RetryAfter;

    private void Hear(CycleSnapshot cycle)
    {
        if (Interlocked.Exchange(ref _captured, null) is { } inputs && inputs.CycleId == cycle.Id)
            _tape.Keep(new CycleHeard(inputs, cycle));
    }

    /// <summary>Told each second whether or not anything happened; counters alone are in the captures anyway.</summary>
    private void Hear(SourceStatus status)
    {
        lock (_sources)
        {
            var before = _sources.GetValueOrDefault(status.Name);
            if ((before?.State, before?.Transport, before?.Reason) == (status.State, status.Transport, status.Reason))
                return;
            _sources[status.Name] = status;
        }
        _tape.Keep(new SourceTold(status));
    }

    /// <summary>Writes what waits; called by one thread at a time.</summary>
    internal void WriteWaiting()
    {
        var dropped = 0L;
        try
        {
            while (_tape.Reader.TryRead(out var entry))
            {
                _tape.Taken(entry);
                if (entry is PartDue { Lost: > 0 } due)
                    TellLost(due.Lost);
                if (!_writer!.Write(entry))
                    dropped++;
            }
            _writer?.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _writer!.Close();
            dropped++;
            Log.Failed(_logger, exception.Message);
            _events.Record(
                Severity.Error,
                "recording",
                "recording.failed",
                $"The recording cannot be written and begins anew when it can: {exception.Message}"
            );
        }
        if (dropped > 0)
            _tape.Break(dropped);
    }

    private void TellLost(long lost) =>
        _events.Record(
            Severity.Warning,
            "recording",
            "recording.lost",
            $"{lost} entries could not be recorded; a new part of the recording begins after them.",
            ("lost", lost)
        );

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The recording cannot be written: {Error}")]
        public static partial void Failed(ILogger logger, string error);
    }
}
