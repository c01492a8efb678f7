using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Contents;

/// <summary>
/// Keeps what cycles read and made: all of the last hour packed in memory, the failed ones and one a minute in the database.
/// Packing and storing happen here, off the cycle's path; what cannot keep up is let go, oldest first.
/// </summary>
public sealed partial class CycleContents : BackgroundService
{
    private const int MostUnpacked = 30;
    private const int MostUnstored = 600;

    private readonly Channel<CycleRan> _ran = Channel.CreateBounded<CycleRan>(
        new BoundedChannelOptions(MostUnpacked) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest }
    );
    private readonly ConcurrentDictionary<long, byte[]> _packed = new();
    private readonly Queue<long> _order = new();
    private readonly Queue<CycleContentRow> _unstored = new();
    private readonly IDbContextFactory<StrikeboardDb> _database;
    private readonly ContentOptions _options;
    private readonly ILogger<CycleContents> _logger;
    private readonly IDisposable _listening;
    private bool _failing;

    public CycleContents(
        IDbContextFactory<StrikeboardDb> database,
        EngineSettings settings,
        Facts facts,
        ILogger<CycleContents> logger
    )
    {
        (_database, _options, _logger) = (database, settings.Pipeline.Contents, logger);
        _listening = facts.Listen<CycleRan>(ran => _ran.Writer.TryWrite(ran));
    }

    /// <summary>Bytes of packed cycles in memory.</summary>
    public long BytesInMemory => _packed.Values.Sum(packed => (long)packed.Length);

    public bool IsInMemory(long id) => _packed.ContainsKey(id);

    public async Task<CycleContent?> FindAsync(long id, CancellationToken cancellationToken)
    {
        if (_packed.TryGetValue(id, out var packed))
            return ContentPacking.Unpack(packed);
        await using var db = await _database.CreateDbContextAsync(cancellationToken);
        var row = await db.CycleContents.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        return row is null ? null : ContentPacking.Unpack(row.Packed);
    }

    public override void Dispose()
    {
        _listening.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _ran.Reader.WaitToReadAsync(stoppingToken))
            {
                while (_ran.Reader.TryRead(out var ran))
                    Keep(ran);
                await TryStoreAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is lost by a stop is a look back at the last seconds; the cycles themselves are logged.
        }
    }

    internal void Keep(CycleRan ran)
    {
        var id = ran.Cycle.Id;
        var packed = ContentPacking.Pack(CycleContent.Of(ran.Inputs, ran.Cycle));
        _packed[id] = packed;
        _order.Enqueue(id);
        while (_order.Count > _options.MemoryMinutes * 60)
            _packed.TryRemove(_order.Dequeue(), out _);
        if (ran.Cycle.Outcome == CycleOutcome.Succeeded && id % _options.EverySeconds != 0)
            return;
        _unstored.Enqueue(new CycleContentRow { Id = id, Packed = packed });
        while (_unstored.Count > MostUnstored)
            _unstored.Dequeue();
    }

    internal async Task TryStoreAsync(CancellationToken cancellationToken)
    {
        if (_unstored.Count == 0)
            return;
        try
        {
            var batch = _unstored.ToImmutableArray();
            await using var db = await _database.CreateDbContextAsync(cancellationToken);
            // A commit whose answer was lost may have kept some of them: their ids tell.
            var first = batch[0].Id;
            var kept = await db
                .CycleContents.Where(row => row.Id >= first)
                .Select(row => row.Id)
                .ToHashSetAsync(cancellationToken);
            db.CycleContents.AddRange(batch.Where(row => !kept.Contains(row.Id)));
            await db.SaveChangesAsync(cancellationToken);
            _unstored.Clear();
            _failing = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (!_failing)
                Log.StoreFailed(_logger, _unstored.Count, exception.GetBaseException().Message);
            _failing = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The contents of {Count} cycles wait for the database: {Error}"
        )]
        public static partial void StoreFailed(ILogger logger, int count, string error);
    }
}
