using System.Globalization;
using System.Text;
using System.Text.Json;
using Strikeboard.Engine.Import;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Import;

/// <summary>Price tables of the old databases, on a real one.</summary>
public sealed class PriceImportTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Name = "btc_price_history.csv";
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private ImportBench _bench = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await ImportBench.CreateAsync(postgres, Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("timestamp,price\n2026-11-20T12:00:00Z,84000.5\n")]
    [InlineData("timestamp,price\r\n2026-11-20T12:00:00Z,84000.5\r\n")]
    [InlineData("\uFEFFTimestamp,Price\n2026-11-20 12:00:00,84000.5")]
    [InlineData("id;created_at;btc_price\n1;2026-11-20T13:00:00+01:00;84000.5\n")]
    [InlineData("time\tclose\n1795176000\t84000.5\n")]
    [InlineData("\"ts\",\"last_price\",\"volume\"\n\"1795176000000\",\"84000.5\",\"12\"\n")]
    [InlineData("symbol,unix,price\nBTC-USD,1795176000,84000.5\n")]
    [InlineData("1|1795176000.0|84000.5|0.12\n")]
    [InlineData("2026-11-20T12:00:00.000Z,84000.5\n")]
    [InlineData("timestamp,price,delta_1m,momentum\n2026-11-20 12:00:00 UTC,8.40005e4,,\n\n\n")]
    public async Task Import_ATableOfAnyKnownShape_KeepsItsPrice(string content)
    {
        var imported = await _bench.ImportAsync(_bench.Write(Name, content), Ct);

        Assert.True(imported.Outcome.Accepted, imported.Outcome.Message);
        Assert.Empty(imported.Refused);
        Assert.Equal(
            [new PriceRow(ImportBench.Btc, Noon, 84_000.5m, PriceRowKind.Observed, "import")],
            await _bench.KeptAsync(Ct)
        );
    }

    [Fact]
    public async Task Import_ASecondTime_ChangesNothing()
    {
        var file = _bench.Write(Name, Table(Rows(5000)));
        var first = await _bench.ImportAsync(file, Ct);
        var kept = await _bench.KeptAsync(Ct);

        var second = await _bench.ImportAsync(file, Ct);

        Assert.StartsWith("5000 prices kept", first.Outcome.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "0 prices kept of 5000 rows: 5000 were there already",
            second.Outcome.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(kept, await _bench.KeptAsync(Ct));
    }

    [Fact]
    public async Task Import_SecondsThatTheLogHas_StayAsTheyAre()
    {
        var own = new[]
        {
            new PriceRow(ImportBench.Btc, Noon, 1m, PriceRowKind.Observed, "coinbase"),
            new PriceRow(ImportBench.Btc, Noon.AddSeconds(1), 2m, PriceRowKind.WarmStart, "coinbase"),
        };
        await _bench.Store.WriteAsync(own, Ct);

        await _bench.ImportAsync(_bench.Write(Name, Table(Rows(3))), Ct);

        var kept = await _bench.KeptAsync(Ct);
        Assert.Equal(own, kept.Take(2));
        Assert.Equal("import", kept[2].Source);
    }

    [Fact]
    public async Task Import_OneSecondToldThreeTimes_KeepsTheLastOfIt()
    {
        var content = """
            timestamp,price
            2026-11-20T11:59:59.900Z,3
            2026-11-20T11:59:59.200Z,1
            2026-11-20T11:59:59.900Z,4
            2026-11-20T12:00:00.001Z,5
            """;

        var imported = await _bench.ImportAsync(_bench.Write(Name, content), Ct);

        Assert.Contains("2 were of a second told again", imported.Outcome.Message, StringComparison.Ordinal);
        // A second holds what came after the one before it, up to itself.
        Assert.Equal(
            [(Noon, 4m), (Noon.AddSeconds(1), 5m)],
            (await _bench.KeptAsync(Ct)).Select(row => (row.Second, row.Price))
        );
    }

    [Fact]
    public async Task Import_RowsOfEveryWrongKind_AreNamedByLineAndTheGoodOnesKept()
    {
        (string Row, string Reason)[] rows =
        [
            ("2026-11-20T12:00:00Z,84000.5", ""),
            ("2026-11-20T12:00:01Z,0", "not a price"),
            ("2026-11-20T12:00:02Z,-1", "not a price"),
            ("2026-11-20T12:00:03Z,NaN", "not a price"),
            ("2026-11-20T12:00:04Z,Infinity", "not a price"),
            ("2026-11-20T12:00:05Z,\"84,000.5\"", "not a price"),
            ("2026-11-20T12:00:06Z,0.000000001", "not a price"),
            ("2026-11-20T12:00:07Z,1e300", "not a price"),
            ("2026-11-20T12:00:08Z,9999999999999", "not a price"),
            ("2026-11-20T12:00:09Z,", "not a price"),
            ("11/20/2026 12:00,84000", "not a time"),
            (",84000", "not a time"),
            ("0001-01-01T00:00:00Z,84000", "a time that no price"),
            ("9999-12-31T23:59:59.9999999Z,84000", "a time that no price"),
            ("2026-02-30T00:00:00Z,84000", "not a time"),
            ("99999999999999999999999,84000", "a count that is no time"),
            ("12,84000", "a count that is no time"),
            ("2026-11-21T12:02:00Z,84000", "a time in the future"),
            ("2025-01-01T00:00:00Z,84000", "older than 2025-10-17"),
            ("2026-11-20T12:00:10Z", "not 2 cells"),
            ("2026-11-20T12:00:11Z,84000,1", "not 2 cells"),
            ("2026-11-20T12:00:12Z,\"84000", "a quote that is not closed"),
            ("2026-11-20T12:00:13Z,84000'; DROP TABLE x; --", "not a price"),
            ("\0\0\0\u001b[31m,84000", "not a time"),
            ("2026-11-20T12:00:14Z," + new string('9', 100_000), "longer than"),
            ("2026-11-20T12:00:15Z,84015", ""),
        ];

        var imported = await _bench.ImportAsync(_bench.Write(Name, Table(rows.Select(row => row.Row))), Ct);

        Assert.True(imported.Outcome.Accepted, imported.Outcome.Message);
        var bad = rows.Select((row, i) => (Line: i + 2L, row.Reason)).Where(row => row.Reason.Length > 0).ToList();
        Assert.Equal(bad.Select(row => row.Line), imported.Refused.Select(row => row.Line));
        Assert.All(
            bad.Zip(imported.Refused),
            pair => Assert.StartsWith(pair.First.Reason, pair.Second.Reason, StringComparison.Ordinal)
        );
        Assert.All(imported.Refused, row => Assert.DoesNotContain(row.Shown, c => char.IsControl(c)));
        Assert.Equal([84_000.5m, 84_015m], (await _bench.KeptAsync(Ct)).Select(row => row.Price));
    }

    [Fact]
    public async Task Import_ASymbolColumn_SendsEachRowToItsOwnAndRefusesOthers()
    {
        var content =
            $"time,symbol,price\n{Seconds(0)},ETH,4000\n{Seconds(0)},btc,84000\n{Seconds(0)},DOGE,1\n{Seconds(1)},'; --,1\n{Seconds(2)},,84002\n";

        var imported = await _bench.ImportAsync(_bench.Write(Name, content), Ct);

        Assert.Equal([84_000m, 84_002m], (await _bench.KeptAsync(Ct)).Select(row => row.Price));
        Assert.Equal(["DOGE is not configured (Symbols)", "not a symbol"], imported.Refused.Select(row => row.Reason));
    }

    [Fact]
    public async Task Import_NobodySaysWhosePrices_RefusesEachRowAndSymbolHelps()
    {
        var file = _bench.Write("export.csv", Table(Rows(2)));
        var without = await _bench.ImportAsync(file, Ct);
        _bench.Options = _bench.Options with { Symbol = ImportBench.Btc };

        var with = await _bench.ImportAsync(file, Ct);

        Assert.All(without.Refused, row => Assert.Contains("--symbol", row.Reason, StringComparison.Ordinal));
        Assert.Equal(2, without.Refused.Count);
        Assert.StartsWith("2 prices kept", with.Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_TimesOfAZone_AreItsTimesAndTheHourThatComesTwiceIsRefused()
    {
        _bench.Options = _bench.Options with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") };
        var content =
            "timestamp,price\n2026-11-20 07:00:00,1\n2026-11-01 01:30:00,2\n2026-03-08 02:30:00,3\n2026-11-20T12:00:01Z,4\n";

        var imported = await _bench.ImportAsync(_bench.Write(Name, content), Ct);

        Assert.Equal([Noon, Noon.AddSeconds(1)], (await _bench.KeptAsync(Ct)).Select(row => row.Second));
        Assert.Equal(
            ["a time that America/New_York has twice", "a time that America/New_York skips"],
            imported.Refused.Select(row => row.Reason)
        );
    }

    public static TheoryData<string, byte[]> UselessFiles =>
        new()
        {
            { "it is empty", [] },
            { "it is empty", Encoding.UTF8.GetBytes("\n\n  \n") },
            { "it is a SQLite database", Encoding.UTF8.GetBytes("SQLite format 3\0...") },
            { "it is compressed", [0x1F, 0x8B, 8, 0] },
            { "it has no time column", Encoding.UTF8.GetBytes("a,b\n1,2\n") },
            { "it has no price column", Encoding.UTF8.GetBytes("timestamp,momentum\n1,2\n") },
            { "it has no", [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7 % 251))] },
            { "it has no time column", Encoding.UTF8.GetBytes(new string('x', 3_000_000)) },
            { "its first line has a quote", Encoding.UTF8.GetBytes("\"timestamp,price\n") },
            { "it is not whole JSON", Encoding.UTF8.GetBytes("{\"rows\": [") },
            { "it is JSON, but no object", Encoding.UTF8.GetBytes("[1,2]") },
            { "it is JSON, but none of the outputs", Encoding.UTF8.GetBytes("{\"a\":1}") },
            { "it is not whole JSON", Encoding.UTF8.GetBytes(new string('{', 10_000)) },
        };

    [Theory]
    [MemberData(nameof(UselessFiles))]
    public async Task Import_AUselessFile_IsRefusedInASentenceAndAudited(string because, byte[] content)
    {
        var imported = await _bench.ImportAsync(_bench.Write("btc_price_old.dat", content), Ct);

        Assert.Equal(CommandVerdict.Invalid, imported.Outcome.Verdict);
        Assert.StartsWith(because, imported.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(await _bench.KeptAsync(Ct));
        var record = Assert.Single(await _bench.AuditAsync(Ct));
        Assert.Equal(
            ("prices.import", "Invalid", "import.unusable"),
            (record.Command, record.Verdict, record.RefusalCode)
        );
    }

    [Fact]
    public async Task Import_NoSuchFile_IsRefused()
    {
        var imported = await _bench.ImportAsync("/nowhere/at/all.csv", Ct);

        Assert.Equal(CommandVerdict.Invalid, imported.Outcome.Verdict);
    }

    [Fact]
    public async Task Import_MoreDaysThanAStatementMayTouch_KeepsNothingAndSaysSo()
    {
        _bench.Options = _bench.Options with { NotBefore = null };
        var days = Enumerable.Range(0, 1001).Select(day => $"{Noon.AddDays(-day).ToUnixTimeSeconds()},84000");

        var imported = await _bench.ImportAsync(_bench.Write(Name, Table(days)), Ct);

        Assert.Contains("more than 1000 days", imported.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(await _bench.KeptAsync(Ct));
        Assert.Single(await _bench.AuditAsync(Ct));
    }

    [Fact]
    public async Task Import_Audited_TheRecordHasTheFilesHashAndTheFigures()
    {
        var file = _bench.Write(Name, Table([.. Rows(3), "rubbish,1"]));
        await _bench.ImportAsync(file, Ct);

        var record = Assert.Single(await _bench.AuditAsync(Ct));

        Assert.Equal(("prices.import", "console", "Done"), (record.Command, record.ActorName, record.Verdict));
        Assert.Contains(Name, record.Content, StringComparison.Ordinal);
        var after = JsonDocument.Parse(record.After!).RootElement;
        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file, Ct))
        );
        Assert.Equal(hash, after.GetProperty("hash").GetString());
        Assert.Equal((4L, 1L), (after.GetProperty("read").GetInt64(), after.GetProperty("refused").GetInt64()));
        Assert.Equal(3, after.GetProperty("summary").GetProperty("kept").GetInt64());
    }

    [Fact]
    public async Task Import_BrokenOff_KeepsNothingOfTheFile()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var file = _bench.Write(Name, Table([.. Rows(50_000), "the end,1", .. Rows(50_000)]));
        var watch = new ImportWatch(new Told(), _ => enough.Cancel(), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.ImportAsync(file, watch, enough.Token));

        Assert.Empty(await _bench.KeptAsync(Ct));
        Assert.Empty(await _bench.AuditAsync(Ct));
    }

    /// <summary>Days of prices, with the live log being written beside: the figure, and nothing lost.</summary>
    [Fact]
    public async Task Import_ManyDaysBesideTheLiveLog_PrintsItsPace()
    {
        var start = Noon.AddDays(-4);
        var text = new StringBuilder("timestamp,price\n");
        const int rows = 3 * 86_400;
        for (var i = 0; i < rows; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{start.AddSeconds(i).ToUnixTimeSeconds()},{84_000 + i % 1000}.25\n"
            );
        var file = _bench.Write(Name, text.ToString());
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var live = WriteLiveAsync(enough.Token);

        var began = TimeProvider.System.GetTimestamp();
        var imported = await _bench.ImportAsync(file, Ct);
        var took = TimeProvider.System.GetElapsedTime(began);
        await enough.CancelAsync();
        var (written, slowest) = await live;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{rows} rows in {took.TotalSeconds:0.0} s: {rows / took.TotalSeconds:#,0} rows/s; beside it {written} live writes, the slowest {slowest.TotalMilliseconds:0} ms"
        );
        Assert.StartsWith($"{rows} prices kept", imported.Outcome.Message, StringComparison.Ordinal);
        Assert.Equal(rows + written, (await _bench.KeptAsync(Ct)).Count);
    }

    /// <summary>Whatever bytes a table becomes: it is judged, row by row or whole, and nothing falls over.</summary>
    [Fact]
    public async Task Look_TablesWithRandomDamage_EachRowIsGoodOrRefused()
    {
        var random = new Random(20261121);
        var whole = Encoding.UTF8.GetBytes(Table(Rows(60)));
        var refused = 0L;
        for (var round = 0; round < 400; round++)
        {
            var bytes = whole.ToArray();
            for (var hit = random.Next(1, 12); hit > 0; hit--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var (good, fault, watch) = await _bench.LookAsync(
                _bench.Write(Name, bytes[..random.Next(bytes.Length)]),
                Ct
            );
            refused += watch.Refused;
            Assert.True(fault is not null || good + watch.Refused == watch.Read, $"round {round}");
        }
        Assert.True(refused > 0);
    }

    private async Task<(int Written, TimeSpan Slowest)> WriteLiveAsync(CancellationToken enough)
    {
        var (written, slowest) = (0, TimeSpan.Zero);
        while (!enough.IsCancellationRequested)
        {
            var began = TimeProvider.System.GetTimestamp();
            await _bench.Store.WriteAsync(
                [
                    new PriceRow(
                        ImportBench.Btc,
                        Noon.AddSeconds(written + 1),
                        85_000m,
                        PriceRowKind.Observed,
                        "coinbase"
                    ),
                ],
                Ct
            );
            written++;
            var took = TimeProvider.System.GetElapsedTime(began);
            slowest = took > slowest ? took : slowest;
        }
        return (written, slowest);
    }

    private static string Table(IEnumerable<string> rows) => "timestamp,price\n" + string.Join('\n', rows) + "\n";

    private static IEnumerable<string> Rows(int count) =>
        Enumerable.Range(0, count).Select(i => $"{Noon.AddSeconds(i):yyyy-MM-dd'T'HH:mm:ss'Z'},{84_000 + i}");

    private static long Seconds(int after) => Noon.AddSeconds(after).ToUnixTimeSeconds();
}
