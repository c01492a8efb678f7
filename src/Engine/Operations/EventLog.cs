using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

/// <summary>
/// Writes events behind the back of whoever records them. While the database is away they wait here, up to a bound; what is
/// lost beyond it is counted and becomes an event itself.
/// </summary>
public sealed partial class EventLog(
    IDbContextFactory<StrikeboardDb> database,
    Facts facts,
    TimeProvider time,
    ILogger<EventLog> logger
) : BackgroundService, IEventLog
{
    private const int MostWaiting = 10_000;
    private const int LongestText = 4_000;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<SystemEvent> _waiting = Channel.CreateBounded<SystemEvent>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );
    private readonly RisingIds _ids = new(time);
    private long _lost;

    public void Record(
        Severity severity,
        string source,
        string code,
        string message,
        params (string Name, object Value)[] about
    )
    {
        var entry = new SystemEvent(
            _ids.Next(),
            time.GetUtcNow(),
            severity,
            source,
            code,
            PlainText.Of(message, LongestText),
            about.ToImmutableDictionary(
                fact => fact.Name,
                fact => PlainText.Of(Convert.ToString(fact.Value, CultureInfo.InvariantCulture) ?? "", LongestText),
                StringComparer.Ordinal
            )
        );
        facts.Publish(new EventRecorded(entry));
        if (!_waiting.Writer.TryWrite(entry))
            Interlocked.Increment(ref _lost);
    }

    public async Task<Page<SystemEvent>> ReadAsync(
        PageRequest page,
        Severity? atLeast,
        string? source,
        string? code,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var filter = new EventFilter
        {
            From = page.From,
            To = page.To,
            AtLeast = atLeast,
            Source = source,
            Code = code,
        };
        var query = filter.Apply(db.Events.AsNoTracking());
        var total = await query.LongCountAsync(cancellationToken);
        if (long.TryParse(page.After, CultureInfo.InvariantCulture, out var after))
            query = query.Where(row => row.Id < after);
        var rows = await query.OrderByDescending(row => row.Id).Take(page.Rows + 1).ToListAsync(cancellationToken);
        var items = rows.Take(page.Rows).Select(FromRow).ToList();
        return new(items, total, rows.Count > page.Rows ? items[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<SystemEvent>();
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                while (batch.Count < 500 && _waiting.Reader.TryRead(out var entry))
                    batch.Add(entry);
                await StoreAsync(batch, stoppingToken);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last events of a clean stop are worth one more try, without holding up the stop.
            while (_waiting.Reader.TryRead(out var entry))
                batch.Add(entry);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            await TryStoreAsync(batch, patience.Token);
        }
    }

    private async Task StoreAsync(List<SystemEvent> batch, CancellationToken cancellationToken)
    {
        while (!await TryStoreAsync(batch, cancellationToken))
            await Task.Delay(RetryAfter, time, cancellationToken);
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
            Record(
                Severity.Error,
                "events",
                "events.lost",
                $"{lost} events could not be kept while the database was away."
            );
    }

    private async Task<bool> TryStoreAsync(List<SystemEvent> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return true;
        try
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            // A commit whose answer was lost may have kept some of them: their ids tell.
            var first = batch[0].Id;
            var kept = await db
                .Events.Where(row => row.Id >= first)
                .Select(row => row.Id)
                .ToHashSetAsync(cancellationToken);
            db.Events.AddRange(batch.Where(entry => !kept.Contains(entry.Id)).Select(ToRow));
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.StoreFailed(logger, batch.Count, exception.Message);
            return false;
        }
    }

    private static EventRow ToRow(SystemEvent entry) =>
        new()
        {
            Id = entry.Id,
            At = entry.At,
            Severity = entry.Severity,
            Source = entry.Source,
            Code = entry.Code,
            Message = entry.Message,
            Facts = JsonSerializer.Serialize(entry.Facts),
        };

    internal static SystemEvent FromRow(EventRow row) =>
        new(
            row.Id,
            row.At,
            row.Severity,
            row.Source,
            row.Code,
            row.Message,
            JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(row.Facts)!
        );

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} events wait for the database: {Error}")]
        public static partial void StoreFailed(ILogger logger, int count, string error);
    }
}
