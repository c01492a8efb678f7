using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Data;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

public sealed class AuthorityReaderTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AfterARevocation_KnowsItWithinTwoSeconds()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        var time = new ManualTime();
        var reader = new AuthorityReader(house.Services.GetRequiredService<IDbContextFactory<StrikeboardDb>>(), time);
        var id = house.People[Role.Operator].UserId;
        Assert.Equal(Role.Operator, (await reader.ReadAsync(id, Cancel))!.Role);

        await house.ChangeUserAsync(Role.Operator, user => user.Enabled = false, Cancel);
        time.Advance(TimeSpan.FromSeconds(1.9));
        var remembered = await reader.ReadAsync(id, Cancel);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.NotNull(remembered);
        Assert.Null(await reader.ReadAsync(id, Cancel));
    }

    [Fact]
    public async Task ReadForViewing_DatabaseAway_TrustsForAMinuteAndReadDoesNot()
    {
        var time = new ManualTime();
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        var databases = new Unreliable(house.Services.GetRequiredService<IDbContextFactory<StrikeboardDb>>());
        var reader = new AuthorityReader(databases, time);
        var id = house.People[Role.Viewer].UserId;
        await reader.ReadAsync(id, Cancel);

        databases.Away = true;
        time.Advance(TimeSpan.FromSeconds(59));

        Assert.NotNull(await reader.ReadForViewingAsync(id, Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReadAsync(id, Cancel).AsTask());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await reader.ReadForViewingAsync(id, Cancel));
    }

    private sealed class Unreliable(IDbContextFactory<StrikeboardDb> databases) : IDbContextFactory<StrikeboardDb>
    {
        public bool Away { get; set; }

        public StrikeboardDb CreateDbContext() =>
            Away ? throw new InvalidOperationException("away") : databases.CreateDbContext();
    }
}
