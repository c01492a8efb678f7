using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Data.Operations;
using Strikeboard.Data.Prices;
using Strikeboard.Engine.Import;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Import;

/// <summary>Old files in a folder of their own, and a database to bring them into.</summary>
internal sealed class ImportBench : IAsyncDisposable
{
    /// <summary>What the clock says while files are read.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    public static readonly Symbol Btc = new("BTC");

    private readonly TestDatabase _database;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("strikeboard-import-");

    private ImportBench(TestDatabase database) => _database = database;

    public ImportOptions Options { get; set; } =
        new() { Known = [Btc, new Symbol("ETH")], NotBefore = Now.AddDays(-400) };

    public PriceLogStore Store => _database.Services.GetRequiredService<PriceLogStore>();

    public static async Task<ImportBench> CreateAsync(PostgresFixture postgres, CancellationToken ct) =>
        new(await postgres.CreateDatabaseAsync(ct));

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public async Task<Imported> ImportAsync(string file, CancellationToken ct)
    {
        var refused = new List<RefusedRow>();
        var watch = new ImportWatch(new Told(), refused.Add, TimeProvider.System);
        return new Imported(await ImportAsync(file, watch, ct), watch, refused);
    }

    public async Task<CommandOutcome> ImportAsync(string file, ImportWatch watch, CancellationToken ct)
    {
        await using var run = new ImportRun(Mode.Demo, _database.ConnectionString, Options, watch, new ManualTime(Now));
        return await run.ImportAsync(file, ct);
    }

    public async Task<(long Good, string? Fault, ImportWatch Watch)> LookAsync(string file, CancellationToken ct)
    {
        var watch = new ImportWatch(new Told(), _ => { }, TimeProvider.System);
        var (good, fault) = await ImportRun.LookAsync(file, Options, watch, new ManualTime(Now), ct);
        return (good, fault, watch);
    }

    public Task<IReadOnlyList<PriceRow>> KeptAsync(CancellationToken ct) =>
        _database.Services.GetRequiredService<PriceLogReader>().LastAsync(Btc, PriceLogReader.MostRows, ct);

    public async Task<List<AuditRow>> AuditAsync(CancellationToken ct)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(ct);
        return await db.Audit.AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _database.DisposeAsync();
    }
}

internal sealed record Imported(CommandOutcome Outcome, ImportWatch Watch, IReadOnlyList<RefusedRow> Refused);

internal sealed class Told : IProgress<ImportProgress>
{
    public ConcurrentQueue<ImportProgress> All { get; } = new();

    public void Report(ImportProgress value) => All.Enqueue(value);
}
