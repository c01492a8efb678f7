using Strikeboard.Engine.Outputs.Json;
using Strikeboard.Engine.Tests.Outputs;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Import;

/// <summary>The JSON outputs of the old coordinator, and our own.</summary>
public sealed class OutputImportTests(PostgresFixture postgres) : IAsyncLifetime
{
    private ImportBench _bench = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await ImportBench.CreateAsync(postgres, Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(
        "btc_strike_table.json",
        """{"symbol":"BTC","current_price":84000.5,"last_updated":"2026-11-20T12:00:00Z","strikes":[{"strike":84000,"probability":55.1}]}""",
        "Strike table: 1 entries"
    )]
    [InlineData(
        "btc_live_probabilities.json",
        """{"timestamp":1795176000,"current_price":"84000.5","probabilities":[{"strike":84000,"prob_within":99.9}]}""",
        "Live probabilities: 1 entries"
    )]
    [InlineData(
        "btc_watchlist.json",
        """{"symbol":"BTC","spot":84000.5,"as_of":"2026-11-20 12:00:00","rows":[]}""",
        "Watchlist: 0 entries"
    )]
    public async Task Import_AnOldOutput_IsSummedUpAndItsPriceKept(string name, string content, string note)
    {
        var imported = await _bench.ImportAsync(_bench.Write(name, content), Ct);

        Assert.True(imported.Outcome.Accepted, imported.Outcome.Message);
        Assert.StartsWith(note, Assert.Single(imported.Watch.Notes), StringComparison.Ordinal);
        var kept = Assert.Single(await _bench.KeptAsync(Ct));
        Assert.Equal((84_000.5m, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)), (kept.Price, kept.Second));
    }

    [Fact]
    public async Task Import_AMarketSnapshot_IsSummedUpAndHasNothingToKeep()
    {
        var file = _bench.Write(
            "latest_market_snapshot.json",
            """{"event":{"ticker":"KXBTCD"},"markets":[{"ticker":"a"},{"ticker":"b"}]}"""
        );

        var imported = await _bench.ImportAsync(file, Ct);

        Assert.True(imported.Outcome.Accepted, imported.Outcome.Message);
        Assert.Contains("nothing to keep", imported.Watch.Notes[1], StringComparison.Ordinal);
        Assert.Empty(await _bench.KeptAsync(Ct));
    }

    [Fact]
    public async Task Import_OddsThatCannotBe_AreNamedByEntry()
    {
        var file = _bench.Write(
            "btc_live_probabilities.json",
            """{"timestamp":1795176000,"current_price":84000,"probabilities":[{"prob":0.5},{"prob":-3},{"prob":101}]}"""
        );

        var imported = await _bench.ImportAsync(file, Ct);

        Assert.Equal([2L, 3L], imported.Refused.Select(row => row.Line));
    }

    [Fact]
    public async Task Import_OurOwnExports_AreUnderstood()
    {
        await using var outputs = new OutputBench();
        await outputs.StartAsync(Ct, new JsonOutput());
        await outputs.WriteAsync(outputs.Cycle(-1200), Ct);

        var imported = await _bench.ImportAsync(
            Path.Combine(outputs.Folder, "strike_tables/btc_strike_table.json"),
            Ct
        );

        Assert.True(imported.Outcome.Accepted, imported.Outcome.Message);
        Assert.StartsWith("Strike table: 21 entries", imported.Watch.Notes[0], StringComparison.Ordinal);
        Assert.Equal(100_000m, Assert.Single(await _bench.KeptAsync(Ct)).Price);
    }
}
