using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strikeboard.Data.Leadership;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests.Leadership;

public sealed class LeaderLeaseTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private TestDatabase _database = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync(Ct);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Acquire_NobodyLeads_LeadsInANewEpoch()
    {
        await using var lease = await Node("a").AcquireAsync(Ct);

        Assert.True(lease.IsLeader);
        Assert.Equal(1, lease.Epoch);
        var current = await Node("b").CurrentAsync(Ct);
        Assert.Equal(("a", 1L, false), (current.Node, current.Epoch, current.IsMe));
    }

    [Fact]
    public async Task Acquire_WhileAnotherLeads_WaitsUntilItIsGivenBack()
    {
        var first = await Node("a").AcquireAsync(Ct);
        var second = Node("b").AcquireAsync(Ct);
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();
        await using var taken = await second.WaitAsync(Limit, Ct);

        Assert.False(first.IsLeader);
        Assert.True(first.Ended.IsCancellationRequested);
        Assert.True(taken.IsLeader);
        Assert.Equal(2, taken.Epoch);
    }

    [Fact]
    public async Task Leader_SessionKilled_LosesAtOnceAndTheStandbyTakesOver()
    {
        await using var first = await Node("a").AcquireAsync(Ct);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Lost += (_, _) => lost.TrySetResult();
        var second = Node("b").AcquireAsync(Ct);

        var began = TimeProvider.System.GetTimestamp();
        await ExecuteAsync("SELECT pg_terminate_backend(backend_pid) FROM system.lease");
        await using var taken = await second.WaitAsync(Limit, Ct);
        Report("session killed to new leader", began);
        await lost.Task.WaitAsync(Limit, Ct);

        Assert.False(first.IsLeader);
        Assert.True(first.Ended.IsCancellationRequested);
        Assert.Equal(2, taken.Epoch);
    }

    [Fact]
    public async Task Leader_WithoutPulse_IsReplacedAndItsEpochNoLongerHolds()
    {
        // A frozen process: its session holds the lock, its pulse has stopped, and its clock does not move.
        var frozen = new FrozenTime();
        await using var first = await Node("a", frozen).AcquireAsync(Ct);

        var began = TimeProvider.System.GetTimestamp();
        await using var taken = await Node("b").AcquireAsync(Ct).WaitAsync(Limit, Ct);
        Report("frozen leader to new leader", began);

        Assert.Equal(2, taken.Epoch);
        Assert.False(await HoldsAsync(first.Epoch));
        Assert.True(await HoldsAsync(taken.Epoch));
        frozen.Wake(TimeSpan.FromSeconds(60));
        Assert.False(first.IsLeader);
    }

    [Fact]
    public async Task Fence_OpenTransaction_KeepsTheNextEpochFromBeginning()
    {
        var first = await Node("a").AcquireAsync(Ct);
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        Assert.True(await db.HoldsAsync(first.Epoch, Ct));
        await first.DisposeAsync();

        var second = Node("b").AcquireAsync(Ct);
        // Its successor ends the transaction rather than wait for a process that may be frozen: nothing of it is kept.
        await using var taken = await second.WaitAsync(Limit, Ct);

        Assert.Equal(2, taken.Epoch);
        await Assert.ThrowsAnyAsync<Exception>(() => transaction.CommitAsync(Ct));
    }

    [Fact]
    public async Task Acquire_ManyNodes_OnlyOneEverLeads()
    {
        for (var round = 1; round <= 3; round++)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var nodes = Enumerable.Range(0, 5).Select(i => Node($"n{i}").AcquireAsync(end.Token)).ToList();
            var winner = await Task.WhenAny(nodes);
            await using var lease = await winner;

            Assert.Equal(round, lease.Epoch);
            await end.CancelAsync();
            foreach (var loser in nodes.Where(node => node != winner))
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loser);
        }
    }

    private LeaderLease Node(string name, TimeProvider? time = null) =>
        new(_database.Options with { Node = name }, time ?? TimeProvider.System, NullLogger<LeaderLease>.Instance);

    private async Task<bool> HoldsAsync(long epoch)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        return await db.HoldsAsync(epoch, Ct);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static void Report(string what, long began) =>
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{what}: {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.00} s"
        );

    /// <summary>Stands still and never fires a timer, until it is woken.</summary>
    private sealed class FrozenTime : TimeProvider
    {
        private TimeSpan _slept;

        public override long GetTimestamp() => _slept.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Wake(TimeSpan after) => _slept = after;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Never();

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() { }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
