using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Outputs;

/// <summary>
/// Writes each published cycle down in every format, off the cycle's path. One cycle waits at most and the newest wins, so a
/// slow disk makes files old but never holds a cycle up.
/// </summary>
public sealed partial class OutputWriter : BackgroundService, IOutputReader, IHealthPart
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    private readonly Channel<CycleSnapshot> _newest;
    private readonly ImmutableArray<FormatDesk> _desks;
    private readonly OutputOptions _options;
    private readonly string? _folder;
    private readonly LiveBoard _board;
    private readonly IEventLog _events;
    private readonly TimeProvider _time;
    private readonly ILogger<OutputWriter> _logger;
    private readonly IDisposable _listening;
    private long _skipped;
    private long _busySince;
    private DateTimeOffset? _lastDue;

    public OutputWriter(
        IEnumerable<IOutputFormat> formats,
        EngineSettings settings,
        Facts facts,
        LiveBoard board,
        IEventLog events,
        TimeProvider time,
        ILogger<OutputWriter> logger
    )
    {
        (_options, _board, _events, _time, _logger) = (settings.Outputs, board, events, time, logger);
        _folder = settings.OutputFolder is { } folder ? Path.GetFullPath(folder).TrimEnd('/', '\\') : null;
        _newest = Channel.CreateBounded<CycleSnapshot>(
            new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
            _ => Interlocked.Increment(ref _skipped)
        );
        _desks = Desks([.. formats]);
        _listening = facts.Listen<CyclePublished>(fact => Take(fact.Cycle));
    }

    public OutputReport Current =>
        new(IsOn, _folder ?? "", Interlocked.Read(ref _skipped), [.. _desks.Select(desk => desk.Report)]);

    private bool IsOn => _options.Enabled && _folder is not null;

    public IEnumerable<HealthCheck> Look(DateTimeOffset now)
    {
        if (!IsOn)
            yield break;
        var trouble = Trouble().ToList();
        var ms = _desks.Max(desk => desk.Report.Ms);
        yield return trouble.Count == 0
            ? new HealthCheck("exports", "healthy", ms, "")
            : new HealthCheck("exports", "degraded", ms, string.Join(" ", trouble));
    }

    public override void Dispose()
    {
        _listening.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        WarnOfUnknownNames();
        try
        {
            await foreach (var cycle in _newest.Reader.ReadAllAsync(stoppingToken))
                Write(cycle, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A file in the middle is a .new beside the whole one; the next start writes over it.
        }
    }

    private ImmutableArray<FormatDesk> Desks(List<IOutputFormat> formats)
    {
        var twice = formats.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw new InvalidOperationException($"two output formats have the name {twice.Key}");
        var paths = new OutputPaths();
        return
        [
            .. formats.Select(format => new FormatDesk(
                format,
                !_options.Off.Contains(format.Name, StringComparer.OrdinalIgnoreCase),
                _folder ?? "",
                paths,
                _time
            )),
        ];
    }

    private void Take(CycleSnapshot cycle)
    {
        // A clock that was set back must not hold the files up until it has caught up.
        if (!IsOn || (cycle.DueAt - _lastDue)?.TotalSeconds is >= 0 and var since && since < _options.EverySeconds)
            return;
        _lastDue = cycle.DueAt;
        _newest.Writer.TryWrite(cycle);
    }

    private void Write(CycleSnapshot cycle, CancellationToken cancellationToken)
    {
        // Between publishing and here the lease may have gone: the files then are the next leader's.
        if (!_board.Current.Leader.IsMe)
            return;
        Interlocked.Exchange(ref _busySince, _time.GetTimestamp());
        foreach (var desk in _desks.Where(desk => desk.Report.On))
        {
            var before = desk.Report.Error;
            var error = desk.Write(cycle, cancellationToken);
            Tell(desk.Report, before, error);
        }
        Interlocked.Exchange(ref _busySince, 0);
    }

    private void Tell(OutputFormatReport report, string? before, string? error)
    {
        if (before is null && error is not null)
        {
            _events.Record(
                Severity.Warning,
                "exports",
                "exports.failed",
                $"The {report.Name} files cannot be written: {error}",
                ("format", report.Name),
                ("folder", _folder ?? "")
            );
            Log.Failed(_logger, report.Name, error);
        }
        else if (before is not null && error is null)
        {
            _events.Record(
                Severity.Info,
                "exports",
                "exports.recovered",
                $"The {report.Name} files are written again.",
                ("format", report.Name)
            );
        }
    }

    private IEnumerable<string> Trouble()
    {
        foreach (var report in _desks.Select(desk => desk.Report).Where(report => report.Error is not null))
            yield return $"{report.Name}: {report.Error}";
        if (
            Interlocked.Read(ref _busySince) is not 0 and var since
            && _time.GetElapsedTime(since) is var busy
            && busy > Slow
        )
            yield return $"The disk has not taken the last cycle for {busy.TotalSeconds:0} s.";
    }

    private void WarnOfUnknownNames()
    {
        foreach (var name in _options.Off)
        {
            if (!_desks.Any(desk => string.Equals(desk.Report.Name, name, StringComparison.OrdinalIgnoreCase)))
                _events.Record(
                    Severity.Warning,
                    "exports",
                    "exports.unknown_format",
                    $"Outputs:Off names '{name}', and there is no such format.",
                    ("known", string.Join(", ", _desks.Select(desk => desk.Report.Name)))
                );
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The {Format} files cannot be written: {Error}")]
        public static partial void Failed(ILogger logger, string format, string error);
    }
}
