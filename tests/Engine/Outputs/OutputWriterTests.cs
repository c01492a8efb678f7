using System.Text;
using System.Text.Json;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Tests.Pipeline;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Outputs;

public sealed class OutputWriterTests : IAsyncDisposable
{
    private const string StrikeTable = "strike_tables/btc_strike_table.json";
    private readonly OutputBench _bench = new();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Write_AWholeCycle_LeavesTheNamedFilesOfOneCycle()
    {
        await _bench.StartAsync(Ct);

        await _bench.WriteAsync(_bench.Cycle(), Ct);

        string[] files =
        [
            "kalshi/latest_market_snapshot.json",
            "live_probabilities/btc_live_probabilities.json",
            StrikeTable,
            "strike_tables/btc_watchlist.json",
        ];
        Assert.All(
            files,
            file =>
                Assert.Equal(OutputBench.Noon.ToUnixTimeSeconds(), _bench.Read(file).GetProperty("cycle_id").GetInt64())
        );
        Assert.Equal(
            files.Append("strike_tables/btc_strike_table.csv").Order(StringComparer.Ordinal),
            Directory
                .EnumerateFiles(_bench.Folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(_bench.Folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Scripts rely on these names: adding is free, taking away is a breaking change.</summary>
    [Fact]
    public async Task StrikeTable_Fields_AreThoseOfTheDefinition()
    {
        await _bench.StartAsync(Ct);
        await _bench.WriteAsync(_bench.Cycle(), Ct);

        var file = _bench.Read(StrikeTable);
        var row = file.GetProperty("rows")[0];

        string[] top =
        [
            "symbol",
            "cycle_id",
            "timestamp",
            "current_price",
            "as_of",
            "quality",
            "series",
            "event",
            "spot",
            "sigma_annual",
        ];
        string[] fields =
        [
            "ticker",
            "strike_type",
            "floor_strike",
            "cap_strike",
            "strike",
            "yes_bid",
            "yes_ask",
            "no_bid",
            "no_ask",
            "spread",
            "p_yes",
            "buffer_usd",
            "buffer_pct",
            "buffer_sigma",
            "active_side",
            "active_prob",
            "yes_diff",
            "no_diff",
            "yes_fee",
            "no_fee",
            "yes_edge",
            "no_edge",
            "yes_kelly",
            "no_kelly",
            "active_edge",
            "active_ask",
            "volume",
            "open_interest",
            "quality",
        ];
        Assert.All(top, name => Assert.True(file.TryGetProperty(name, out _), name));
        Assert.All(fields, name => Assert.True(row.TryGetProperty(name, out _), name));
        Assert.Equal("greater", row.GetProperty("strike_type").GetString());
        Assert.Equal("live", file.GetProperty("quality").GetString());
        Assert.Equal(21, file.GetProperty("rows").GetArrayLength());
        Assert.Equal(1800, file.GetProperty("event").GetProperty("ttc_seconds").GetDouble());
        Assert.EndsWith("Z", file.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probabilities_EachContract_NamesItsStrike()
    {
        await _bench.StartAsync(Ct);
        await _bench.WriteAsync(_bench.Cycle(), Ct);

        var file = _bench.Read("live_probabilities/btc_live_probabilities.json");
        var contracts = file.GetProperty("probabilities").EnumerateArray().ToList();

        Assert.Equal(41, contracts.Count);
        Assert.All(contracts, c => Assert.InRange(c.GetProperty("p_yes").GetDouble(), 0, 1));
        Assert.Contains(contracts, c => c.GetProperty("strike").GetDecimal() == 100_000m);
        Assert.True(file.GetProperty("price").GetProperty("deltas").TryGetProperty("15m", out _));
    }

    [Fact]
    public async Task Write_ASymbolFails_ItsFilesStayAndTheSnapshotSaysWhy()
    {
        await _bench.StartAsync(Ct);
        await _bench.WriteAsync(_bench.Cycle(), Ct);
        var later = OutputBench.Noon.AddSeconds(1);

        await _bench.WriteAsync(
            _bench.Run(
                Inputs.Of("BTC", later),
                Inputs.Healthy(later, later.AddMinutes(5)) with
                {
                    Symbol = new Symbol("ETH"),
                }
            ),
            Ct
        );

        Assert.Equal(OutputBench.Noon.ToUnixTimeSeconds(), _bench.Read(StrikeTable).GetProperty("cycle_id").GetInt64());
        var eth = _bench.Read("strike_tables/eth_strike_table.json");
        Assert.Equal(later.ToUnixTimeSeconds(), eth.GetProperty("cycle_id").GetInt64());
        var snapshot = _bench.Read("kalshi/latest_market_snapshot.json");
        Assert.Equal(2, snapshot.GetProperty("symbols").GetArrayLength());
    }

    [Fact]
    public async Task Write_ManyCyclesAndReaders_NobodyReadsAPart()
    {
        await _bench.StartAsync(Ct);
        await _bench.WriteAsync(_bench.Cycle(), Ct);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var readers = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(
                    () =>
                    {
                        var (reads, last) = (0, 0L);
                        while (!enough.IsCancellationRequested)
                        {
                            var file = _bench.Read(StrikeTable);
                            var id = file.GetProperty("cycle_id").GetInt64();
                            Assert.Equal(21, file.GetProperty("rows").GetArrayLength());
                            Assert.True(id >= last, "a reader saw an older cycle after a newer one");
                            (reads, last) = (reads + 1, id);
                        }
                        return reads;
                    },
                    Ct
                )
            )
            .ToList();

        for (var second = 1; second <= 100; second++)
            await _bench.WriteAsync(_bench.Cycle(second), Ct);
        await enough.CancelAsync();

        var reads = await Task.WhenAll(readers);
        var writes = _bench.Writer.Current.Formats[0];
        TestContext.Current.TestOutputHelper?.WriteLine($"{reads.Sum()} whole reads beside {writes.Writes} writes");
        Assert.All(reads, count => Assert.True(count > 0));
    }

    [Fact]
    public async Task Write_FolderCannotBeWritten_IsNamedAndHealsByItself()
    {
        await _bench.StartAsync(Ct);
        // A file where a folder must be: no account, not even root, can write below it.
        var inTheWay = Path.Combine(_bench.Folder, "strike_tables");
        await File.WriteAllTextAsync(inTheWay, "in the way", Ct);

        await _bench.WriteAsync(_bench.Cycle(1), Ct);
        await _bench.WriteAsync(_bench.Cycle(2), Ct);
        var sick = Assert.Single(_bench.Writer.Look(OutputBench.Noon));
        File.Delete(inTheWay);
        await _bench.WriteAsync(_bench.Cycle(3), Ct);
        await OutputBench.UntilAsync(() => _bench.Events.Codes.Count == 4, Ct);

        Assert.Equal(("exports", "degraded"), (sick.Name, sick.Status));
        Assert.Contains("strike_tables", sick.Reason, StringComparison.Ordinal);
        // Once for each of the two formats, however often it failed.
        Assert.Equal(
            ["exports.failed", "exports.failed", "exports.recovered", "exports.recovered"],
            _bench.Events.Codes
        );
        Assert.Equal("healthy", Assert.Single(_bench.Writer.Look(OutputBench.Noon)).Status);
    }

    [Fact]
    public async Task Write_DiskIsFull_LeavesTheEarlierFileWhole()
    {
        // Only Linux lends a disk that is always full.
        if (!File.Exists("/dev/full"))
            return;
        await _bench.StartAsync(Ct);
        await _bench.WriteAsync(_bench.Cycle(1), Ct);
        var fresh = Path.Combine(_bench.Folder, StrikeTable + ".new");
        File.CreateSymbolicLink(fresh, "/dev/full");

        await _bench.WriteAsync(_bench.Cycle(2), Ct);

        Assert.Equal(
            OutputBench.Noon.AddSeconds(1).ToUnixTimeSeconds(),
            _bench.Read(StrikeTable).GetProperty("cycle_id").GetInt64()
        );
        Assert.NotNull(_bench.Writer.Current.Formats[0].Error);
        File.Delete(fresh);
    }

    [Fact]
    public async Task Publish_TheDiskHangs_NobodyWaitsAndTheNewestIsWrittenNext()
    {
        using var hanging = new HangingFormat();
        await _bench.StartAsync(Ct, hanging);
        _bench.Facts.Publish(new CyclePublished(_bench.Cycle(1)));
        await hanging.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);

        for (var second = 2; second <= 60; second++)
            _bench.Facts.Publish(new CyclePublished(_bench.Cycle(second)));
        _bench.Time.Advance(TimeSpan.FromSeconds(59));
        var stuck = Assert.Single(_bench.Writer.Look(_bench.Time.GetUtcNow()));
        hanging.GoOn.Set();
        await OutputBench.UntilAsync(() => _bench.Writer.Current.Formats[0].Writes == 2, Ct);

        Assert.Equal("degraded", stuck.Status);
        Assert.Equal(58, _bench.Writer.Current.SkippedCycles);
        Assert.Equal([1, 60], hanging.Seen.Select(id => id - OutputBench.Noon.ToUnixTimeSeconds()));
    }

    [Fact]
    public async Task Write_NotTheLeader_WritesNothing()
    {
        await _bench.StartAsync(Ct);
        _bench.Lead(false);
        _bench.Facts.Publish(new CyclePublished(_bench.Cycle(1)));
        _bench.Facts.Publish(new CyclePublished(_bench.Cycle(2)));

        await _bench.Writer.StopAsync(Ct);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_bench.Folder));
    }

    [Fact]
    public async Task Write_SwitchedOffByName_OnlyTheOtherFormatIsWritten()
    {
        _bench.Options.Off.AddRange(["JSON", "xml"]);
        await _bench.StartAsync(Ct);

        await _bench.WriteAsync(_bench.Cycle(), Ct);

        Assert.Equal(
            "btc_strike_table.csv",
            Path.GetFileName(Assert.Single(Directory.EnumerateFiles(_bench.Folder, "*", SearchOption.AllDirectories)))
        );
        Assert.Equal(["exports.unknown_format"], _bench.Events.Codes);
    }

    [Fact]
    public async Task Write_EveryTenSeconds_SkipsTheCyclesBetween()
    {
        _bench.Options.EverySeconds = 10;
        await _bench.StartAsync(Ct);
        for (var second = 0; second <= 30; second++)
        {
            if (second % 10 == 0)
                await _bench.WriteAsync(_bench.Cycle(second), Ct);
            else
                _bench.Facts.Publish(new CyclePublished(_bench.Cycle(second)));
        }

        Assert.Equal(4, _bench.Writer.Current.Formats[0].Writes);
        Assert.Equal(0, _bench.Writer.Current.SkippedCycles);
    }

    [Fact]
    public async Task Csv_Rows_HoldWhatTheJsonHolds()
    {
        await _bench.StartAsync(Ct);
        await _bench.WriteAsync(_bench.Cycle(), Ct);

        var lines = await File.ReadAllLinesAsync(Path.Combine(_bench.Folder, "strike_tables/btc_strike_table.csv"), Ct);
        var names = lines[0].Split(',');
        var rows = _bench.Read(StrikeTable).GetProperty("rows").EnumerateArray().ToList();

        Assert.Equal(rows.Count, lines.Length - 1);
        foreach (var (row, line) in rows.Zip(lines.Skip(1)))
        {
            var cells = names
                .Zip(line.Split(','))
                .ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
            foreach (
                var field in row.EnumerateObject()
                    .Where(field => cells.ContainsKey(field.Name) && field.Name is not "as_of")
            )
                Assert.Equal(
                    field.Value.ValueKind == JsonValueKind.Null ? "" : field.Value.ToString(),
                    cells[field.Name]
                );
        }
    }

    [Theory]
    [InlineData("../escaped.json")]
    [InlineData("/tmp/escaped.json")]
    [InlineData("a/../../escaped.json")]
    [InlineData("")]
    public async Task Write_APathOutOfTheFolder_IsRefused(string path)
    {
        await _bench.StartAsync(Ct, new FixedFormat("lost", path));

        await _bench.WriteAsync(_bench.Cycle(), Ct);

        Assert.Contains("not a path below", _bench.Writer.Current.Formats[0].Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_bench.Folder));
    }

    [Fact]
    public async Task Write_TwoFormatsOneFile_TheFirstKeepsIt()
    {
        await _bench.StartAsync(Ct, new FixedFormat("first", "a.txt"), new FixedFormat("second", "a.txt"));

        await _bench.WriteAsync(_bench.Cycle(), Ct);

        Assert.Equal("first", await File.ReadAllTextAsync(Path.Combine(_bench.Folder, "a.txt"), Ct));
        Assert.Contains("first", _bench.Writer.Current.Formats[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TwoFormatsOfOneName_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _bench.StartAsync(Ct, new FixedFormat("a", "a.txt"), new FixedFormat("A", "b.txt"))
        );

    private sealed class FixedFormat(string name, string path) : IOutputFormat
    {
        public string Name => name;

        public IEnumerable<OutputFile> Files(CycleSnapshot cycle) =>
            [new OutputFile(path, Encoding.UTF8.GetBytes(name))];
    }

    private sealed class HangingFormat : IOutputFormat, IDisposable
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public ManualResetEventSlim GoOn { get; } = new();
        public List<long> Seen { get; } = [];
        public string Name => "hanging";

        public IEnumerable<OutputFile> Files(CycleSnapshot cycle)
        {
            Entered.TrySetResult();
            GoOn.Wait();
            Seen.Add(cycle.Id);
            return [];
        }

        public void Dispose()
        {
            GoOn.Set();
            GoOn.Dispose();
        }
    }
}
