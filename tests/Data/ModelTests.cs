using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Strikeboard.Data.Access;
using Strikeboard.Data.Operations;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests;

public sealed class ModelTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private TestDatabase _database = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync(Ct);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Rows_OfEveryKind_AreStoredAndReadBack()
    {
        var user = NewUser("anna");
        await using (var db = await _database.Contexts.CreateDbContextAsync(Ct))
        {
            db.AddRange(
                user,
                new OneTimeToken
                {
                    Purpose = "link",
                    Hash = [1, 2],
                    UserId = user.Id,
                    CreatedAt = Now,
                    ExpiresAt = Now,
                },
                new CycleRow
                {
                    Id = 7,
                    DueAt = Now,
                    StartedAt = Now,
                    Outcome = CycleOutcome.Failed,
                    Steps = "[]",
                },
                new EventRow
                {
                    At = Now,
                    Severity = Severity.Warning,
                    Source = "s",
                    Code = "c",
                    Message = new string('m', 3000),
                    Facts = new string(' ', 500) + "{}",
                },
                new CommandReceipt
                {
                    CommandId = Guid.NewGuid(),
                    Caller = "anna",
                    IdempotencyKey = "k",
                    BodyHash = [3],
                    Outcome = "{}",
                    At = Now,
                },
                new SettingRow
                {
                    Key = "a",
                    Value = "b",
                    ChangedBy = "anna",
                    At = Now,
                },
                new HealthStatusRow
                {
                    At = Now,
                    Status = "healthy",
                    Band = "good",
                    Checks = "[]",
                }
            );
            await db.SaveChangesAsync(Ct);
        }

        await using var fresh = await _database.Contexts.CreateDbContextAsync(Ct);
        Assert.Equal(Role.Trader, (await fresh.Users.SingleAsync(Ct)).Role);
        Assert.Equal(CycleOutcome.Failed, (await fresh.Cycles.SingleAsync(Ct)).Outcome);
        Assert.Equal(3000, (await fresh.Events.SingleAsync(Ct)).Message.Length);
        Assert.True((await fresh.Pipeline.SingleAsync(Ct)).DesiredRunning);
        Assert.Equal(
            "Trader",
            await fresh.Database.SqlQuery<string>($"SELECT role AS \"Value\" FROM access.users").SingleAsync(Ct)
        );
    }

    [Fact]
    public async Task Token_SpentByTwo_IsSpentOnce()
    {
        var user = NewUser("anna");
        var token = new OneTimeToken
        {
            Purpose = "link",
            Hash = [1],
            UserId = user.Id,
            CreatedAt = Now,
            ExpiresAt = Now,
        };
        await SaveAsync(user, token);
        await using var first = await _database.Contexts.CreateDbContextAsync(Ct);
        await using var second = await _database.Contexts.CreateDbContextAsync(Ct);
        (await first.OneTimeTokens.SingleAsync(Ct)).SpentAt = Now;
        (await second.OneTimeTokens.SingleAsync(Ct)).SpentAt = Now.AddSeconds(1);
        await first.SaveChangesAsync(Ct);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Users_OfTheSameNormalizedName_AreRefused()
    {
        await SaveAsync(NewUser("anna"));

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(NewUser("anna")));
    }

    [Fact]
    public async Task Pipeline_ChangedByTwoFromTheSameGeneration_ChangesOnce()
    {
        await using var first = await _database.Contexts.CreateDbContextAsync(Ct);
        await using var second = await _database.Contexts.CreateDbContextAsync(Ct);
        (await first.Pipeline.SingleAsync(Ct)).Generation++;
        (await second.Pipeline.SingleAsync(Ct)).Generation++;
        await first.SaveChangesAsync(Ct);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Context_AfterTheServerWasKilled_OpensAgainByItself()
    {
        await using var alone = await StartAloneAsync();
        await using (var db = await alone.Contexts.CreateDbContextAsync(Ct))
            Assert.Equal(1, await db.Pipeline.CountAsync(Ct));
        using (var postmaster = System.Diagnostics.Process.GetProcessById(alone.Server.ProcessId))
            postmaster.Kill();
        await alone.Back.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        await using var fresh = await alone.Contexts.CreateDbContextAsync(Ct);
        var count = await TransientFaults.RetryAsync(
            ct => fresh.Pipeline.CountAsync(ct),
            TimeSpan.FromSeconds(5),
            TimeProvider.System,
            Ct
        );

        Assert.Equal(1, count);
    }

    private static Task<LoneServer> StartAloneAsync() => LoneServer.StartAsync(Ct);

    [Fact]
    public async Task Sessions_WaitForTheDisk()
    {
        var source = _database.Services.GetRequiredService<NpgsqlDataSource>();
        await using var command = source.CreateCommand(
            "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'"
        );

        Assert.Equal("client", await command.ExecuteScalarAsync(Ct));
    }

    private async Task SaveAsync(params object[] rows)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        db.AddRange(rows);
        await db.SaveChangesAsync(Ct);
    }

    private static User NewUser(string name) =>
        new()
        {
            Id = Guid.NewGuid(),
            Name = name,
            NormalizedName = name,
            Role = Role.Trader,
            CreatedAt = Now,
        };
}
