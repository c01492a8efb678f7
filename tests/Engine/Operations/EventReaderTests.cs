using System.Globalization;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Operations;

public sealed class EventReaderTests(PostgresFixture postgres) : IAsyncLifetime
{
    private EngineBench _bench = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await EngineBench.CreateAsync(postgres, Ct);
        await AddAsync(1, 20);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Slices_FromAnyMark_AreTheSameStretch()
    {
        var count = await _bench.Events.CountAsync(EventFilter.None, Ct);
        Assert.Equal(new KeysetCount(20, 20, 20), count);

        Assert.Equal("20,19,18", await IdsAsync(new KeysetSlice(count.Top, null, false, 0, 3)));
        Assert.Equal("15,14,13", await IdsAsync(new KeysetSlice(count.Top, null, false, 5, 3)));
        Assert.Equal("15,14,13", await IdsAsync(new KeysetSlice(count.Top, 18, false, 2, 3)));
        Assert.Equal("6,7", await IdsAsync(new KeysetSlice(count.Top, 3, true, 2, 2)));
    }

    [Fact]
    public async Task WhatComesLater_DoesNotMoveAFrozenList()
    {
        var count = await _bench.Events.CountAsync(EventFilter.None, Ct);
        await AddAsync(21, 5);

        Assert.Equal("20", await IdsAsync(new KeysetSlice(count.Top, null, false, 0, 1)));
        Assert.Equal(3, await _bench.Events.RankAsync(EventFilter.None, 17, count.Top, oldestFirst: false, Ct));
        Assert.Equal(16, await _bench.Events.RankAsync(EventFilter.None, 17, count.Top, oldestFirst: true, Ct));
    }

    [Theory]
    [InlineData("100%", 1)]
    [InlineData("NUMBER 1", 11)]
    [InlineData("a_code", 0)]
    public async Task Text_IsFoundAsItIsWritten_InWhicheverCase(string text, int found) =>
        await FindAsync(new EventFilter { Text = text }, found);

    [Fact]
    public async Task Filters_AskTheDatabase_WhatTheyAskTheMemory()
    {
        await FindAsync(new EventFilter { AtLeast = Severity.Warning }, 10);
        await FindAsync(new EventFilter { Source = "odd" }, 10);
        await FindAsync(new EventFilter { Code = "test" }, 20);
        await FindAsync(new EventFilter { Code = "test.3" }, 1);
        await FindAsync(new EventFilter { Fact = ("symbol", "BTC") }, 10);
        await FindAsync(new EventFilter { From = Time(5), To = Time(8) }, 4);
        Assert.Equal(["even", "odd"], await _bench.Events.SourcesAsync(Ct));
    }

    private async Task FindAsync(EventFilter filter, int expected)
    {
        var count = await _bench.Events.CountAsync(filter, Ct);
        Assert.Equal((expected, 20), (count.Matching, count.InAll));
        var all = await _bench.Events.SliceAsync(EventFilter.None, new KeysetSlice(20, null, false, 0, 50), Ct);
        Assert.Equal(expected, all.Count(filter.Matches));
    }

    private async Task<string> IdsAsync(KeysetSlice slice) =>
        string.Join(',', (await _bench.Events.SliceAsync(EventFilter.None, slice, Ct)).Select(e => e.Id));

    private async Task AddAsync(int first, int count)
    {
        await using var db = await _bench.Contexts.CreateDbContextAsync(Ct);
        db.Events.AddRange(
            Enumerable
                .Range(first, count)
                .Select(i => new EventRow
                {
                    Id = i,
                    At = Time(i),
                    Severity = i % 2 == 0 ? Severity.Warning : Severity.Info,
                    Source = i % 2 == 0 ? "even" : "odd",
                    Code = string.Create(CultureInfo.InvariantCulture, $"test.{i}"),
                    Message =
                        i == 7 ? "all of it, 100% done" : string.Create(CultureInfo.InvariantCulture, $"number {i}"),
                    Facts = i % 2 == 0 ? """{"symbol":"BTC"}""" : "{}",
                })
        );
        await db.SaveChangesAsync(Ct);
    }

    private static DateTimeOffset Time(int minute) => new(2026, 9, 9, 10, minute, 0, TimeSpan.Zero);
}
