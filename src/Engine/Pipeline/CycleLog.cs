using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>Keeps a row of each cycle, off the cycle's path. While the database is away an hour of cycles waits here.</summary>
public sealed partial class CycleLog : BackgroundService
{
    private const int MostWaiting = 3600;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<CycleRow> _waiting = Channel.CreateBounded<CycleRow>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest }
    );
    private readonly IDbContextFactory<StrikeboardDb> _database;
    private readonly LiveBoard _board;
    private readonly TimeProvider _time;
    private readonly ILogger<CycleLog> _logger;
    private readonly IDisposable _listening;

    public CycleLog(
        IDbContextFactory<StrikeboardDb> database,
        Facts facts,
        LiveBoard board,
        TimeProvider time,
        ILogger<CycleLog> logger
    )
    {
        _database = database;
        _board = board;
        _time = time;
        _logger = logger;
        _listening = facts.Listen<CyclePublished>(fact => _waiting.Writer.TryWrite(ToRow(fact.Cycle)));
    }

    public override void Dispose()
    {
        _listening.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<CycleRow>();
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                while (batch.Count < 300 && _waiting.Reader.TryRead(out var row))
                    batch.Add(row);
                while (!await TryStoreAsync(batch, stoppingToken))
                    await Task.Delay(RetryAfter, _time, stoppingToken);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A clean stop: what is still here is one more second of a log that the next start continues.
        }
    }

    private async Task<bool> TryStoreAsync(List<CycleRow> batch, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await _database.CreateDbContextAsync(cancellationToken);
            var first = batch[0].Id;
            var kept = await db
                .Cycles.Where(row => row.Id >= first)
                .Select(row => row.Id)
                .ToHashSetAsync(cancellationToken);
            db.Cycles.AddRange(batch.Where(row => !kept.Contains(row.Id)));
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.StoreFailed(_logger, batch.Count, exception.GetBaseException().Message);
            return false;
        }
    }

    private CycleRow ToRow(CycleSnapshot cycle) =>
        new()
        {
            Id = cycle.Id,
            Epoch = _board.Current.Leader.Epoch,
            Generation = cycle.Generation,
            DueAt = cycle.DueAt,
            StartedAt = cycle.StartedAt,
            Ms = cycle.Ms,
            Outcome = cycle.Outcome,
            MissedBefore = cycle.MissedBefore,
            Steps = JsonSerializer.Serialize(cycle.Steps, JsonSerializerOptions.Web),
        };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} cycles wait for the database: {Error}")]
        public static partial void StoreFailed(ILogger logger, int count, string error);
    }
}
