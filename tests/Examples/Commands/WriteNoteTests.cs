using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Examples.Commands;

public sealed class WriteNoteTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_ANoteAndAnEmptyOne_IsKeptAndRefusedAndBothAreAudited()
    {
        await using var database = await postgres.CreateDatabaseAsync(Ct);
        // doc: command-line
        static void AddCommands(IServiceCollection services) =>
            services.AddSingleton<ICommandHandler, WriteNoteHandler>();
        // doc: end
        await using var services = House.With(AddCommands, database.ConnectionString);
        var desk = services.GetRequiredService<ICommandDesk>();

        var kept = await desk.ExecuteAsync(
            new WriteNote("Venue maintenance at noon."),
            new CommandContext(Actor.Console),
            Ct
        );
        var empty = await desk.ExecuteAsync(new WriteNote(" "), new CommandContext(Actor.Console), Ct);

        Assert.Equal(("The note is in the diary.", "note.empty"), (kept.Message, empty.Refusal?.Code));
        await using var db = await database.Contexts.CreateDbContextAsync(Ct);
        Assert.Equal("Venue maintenance at noon.", (await db.Events.SingleAsync(Ct)).Message);
        Assert.Equal(
            ["Done", "Invalid"],
            await db.Audit.OrderBy(row => row.Id).Select(row => row.Verdict).ToListAsync(Ct)
        );
    }
}
