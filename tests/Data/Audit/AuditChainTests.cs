using Microsoft.EntityFrameworkCore;
using Npgsql;
using Strikeboard.Data.Audit;
using Strikeboard.Data.Operations;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests.Audit;

public sealed class AuditChainTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync(Ct);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Append_SeveralRows_GiveAnIntactChain()
    {
        await AppendAsync(5);

        var verification = await VerifyAsync();

        Assert.True(verification.Intact);
        Assert.Equal(5, verification.Rows);
        Assert.Equal(5, verification.Head.Id);
    }

    [Fact]
    public async Task Append_FromManyWriters_DoesNotFork()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AppendAsync(10)));

        var verification = await VerifyAsync();

        Assert.True(verification.Intact);
        Assert.Equal(200, verification.Rows);
    }

    [Fact]
    public async Task Append_TransactionRolledBack_LeavesNoRowAndNoGap()
    {
        await AppendAsync(1);
        await using (var db = await _database.Contexts.CreateDbContextAsync(Ct))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await AuditChain.AppendAsync(db, Row(), Ct);
        }

        await AppendAsync(1);

        var verification = await VerifyAsync();
        Assert.True(verification.Intact);
        Assert.Equal(2, verification.Rows);
    }

    [Fact]
    public async Task Append_SavesTheEffectInTheSameTransaction()
    {
        await using (var db = await _database.Contexts.CreateDbContextAsync(Ct))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            (await db.Pipeline.SingleAsync(Ct)).Generation++;
            await AuditChain.AppendAsync(db, Row(), Ct);
            await transaction.CommitAsync(Ct);
        }

        await using var fresh = await _database.Contexts.CreateDbContextAsync(Ct);
        Assert.Equal(1, (await fresh.Pipeline.SingleAsync(Ct)).Generation);
        Assert.Equal(1, await fresh.Audit.CountAsync(Ct));
    }

    [Fact]
    public async Task Append_OutsideATransaction_IsRefused()
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => AuditChain.AppendAsync(db, Row(), Ct));
    }

    [Theory]
    [InlineData("UPDATE system.audit SET reason = 'other'")]
    [InlineData("DELETE FROM system.audit")]
    [InlineData("TRUNCATE system.audit")]
    [InlineData("SET session_replication_role = replica; DELETE FROM system.audit")]
    public async Task Change_EvenByTheOwner_IsRefused(string sql)
    {
        await AppendAsync(2);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.True((await VerifyAsync()).Intact);
    }

    [Theory]
    [InlineData("UPDATE system.audit SET reason = 'other' WHERE id = 3", 3)]
    [InlineData("UPDATE system.audit SET at = at + interval '1 microsecond' WHERE id = 3", 3)]
    [InlineData("UPDATE system.audit SET address = actor_name, actor_name = 'x' WHERE id = 2", 2)]
    [InlineData("UPDATE system.audit SET content = '{ }' WHERE id = 4", 4)]
    [InlineData("DELETE FROM system.audit WHERE id = 2", 2)]
    [InlineData("DELETE FROM system.audit WHERE id = 1", 1)]
    [InlineData(
        "UPDATE system.audit SET id = CASE id WHEN 2 THEN 93 ELSE 92 END WHERE id IN (2, 3); UPDATE system.audit SET id = id - 90 WHERE id > 90",
        2
    )]
    public async Task Verify_ChangedBehindTheTrigger_NamesTheFirstBadRow(string sql, long firstBad)
    {
        await AppendAsync(5);
        await ExecuteAsync($"ALTER TABLE system.audit DISABLE TRIGGER ALL; {sql}");

        var verification = await VerifyAsync();

        Assert.Equal(firstBad, verification.Fault?.Id);
    }

    /// <summary>Each column of the table but the hash itself, and another value for it.</summary>
    private static readonly Dictionary<string, string> Changes = new(StringComparer.Ordinal)
    {
        ["id"] = "9",
        ["at"] = "at - interval '1 hour'",
        ["command_id"] = "gen_random_uuid()",
        ["command"] = "'other'",
        ["target"] = "'other'",
        ["actor_name"] = "'other'",
        ["actor_id"] = "NULL",
        ["actor_role"] = "'Viewer'",
        ["via"] = "'other'",
        ["address"] = "'other'",
        ["reason"] = "NULL",
        ["verdict"] = "'other'",
        ["refusal_code"] = "''",
        ["content"] = "'{}'",
        ["before"] = "after",
        ["after"] = "''",
        ["previous_hash"] = "sha256('other')",
    };

    [Fact]
    public async Task Verify_AnySingleColumnChanged_IsNoticed()
    {
        await AppendAsync(2);
        await ExecuteAsync(
            "ALTER TABLE system.audit DISABLE TRIGGER ALL; CREATE TABLE before_change AS TABLE system.audit"
        );
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        var columns = await db
            .Database.SqlQuery<string>(
                $"SELECT column_name::text AS \"Value\" FROM information_schema.columns WHERE table_schema = 'system' AND table_name = 'audit'"
            )
            .ToListAsync(Ct);
        Assert.Equal(
            columns.Except(["hash"], StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Changes.Keys.Order(StringComparer.Ordinal)
        );

        foreach (var (column, value) in Changes)
        {
            await ExecuteAsync($"UPDATE system.audit SET {column} = {value} WHERE id = 2");
            var verification = await VerifyAsync();
            Assert.True(verification.Fault?.Id == 2, $"a change of {column} was not noticed");
            await ExecuteAsync("TRUNCATE system.audit; INSERT INTO system.audit SELECT * FROM before_change");
            Assert.True((await VerifyAsync()).Intact);
        }
    }

    [Fact]
    public async Task Verify_TailCutOff_ShowsAgainstACheckpoint()
    {
        await AppendAsync(5);
        var checkpoint = (await VerifyAsync()).Head;
        await ExecuteAsync("ALTER TABLE system.audit DISABLE TRIGGER ALL; DELETE FROM system.audit WHERE id > 3");

        Assert.True((await VerifyAsync()).Intact);
        Assert.Equal(4, (await VerifyAsync(checkpoint)).Fault?.Id);
    }

    [Fact]
    public async Task Verify_WrittenAnew_ShowsAgainstACheckpoint()
    {
        await AppendAsync(3);
        var checkpoint = (await VerifyAsync()).Head;
        await ExecuteAsync("ALTER TABLE system.audit DISABLE TRIGGER ALL; DELETE FROM system.audit");
        await AppendAsync(3);

        Assert.True((await VerifyAsync()).Intact);
        Assert.Equal(3, (await VerifyAsync(checkpoint)).Fault?.Id);
    }

    private async Task AppendAsync(int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await AuditChain.AppendAsync(db, Row(), Ct);
            await transaction.CommitAsync(Ct);
        }
    }

    private async Task<AuditVerification> VerifyAsync(AuditCheckpoint? checkpoint = null)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        return await AuditChain.VerifyAsync(db, checkpoint, Ct);
    }

    private async Task ExecuteAsync(string sql)
    {
        var text = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static AuditRow Row() =>
        new()
        {
            At = TimeProvider.System.GetUtcNow(),
            CommandId = Guid.NewGuid(),
            Command = "pipeline.stop",
            Target = "pipeline",
            ActorName = "anna – Ω",
            ActorId = Guid.NewGuid(),
            ActorRole = Role.Operator,
            Via = "rest",
            Reason = "a test",
            Verdict = "Done",
            Content = """{ "b": 1,  "a": [true, null] }""",
            Before = "running",
        };
}
