using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests.Migrating;

public sealed class SchemaFileTests(PostgresFixture postgres)
{
    [Fact]
    public async Task SchemaFile_IsWhatTheMigrationsSay()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(TestContext.Current.CancellationToken);
        await using var db = await database.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var generated = db.GetService<IMigrator>().GenerateScript();

        var kept = await File.ReadAllTextAsync(SchemaFile(), TestContext.Current.CancellationToken);

        Assert.True(
            Normal(generated) == Normal(kept),
            "db/schema.sql is not what the migrations say: generate it again as db/README.md shows."
        );
    }

    [Fact]
    public async Task Model_HasNoChangeWithoutAMigration()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(TestContext.Current.CancellationToken);
        await using var db = await database.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static string Normal(string text) =>
        text.Replace("\r", "", StringComparison.Ordinal).Trim('\n', ' ', '\uFEFF');

    private static string SchemaFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dashboard.sln")))
                return Path.Combine(folder.FullName, "db", "schema.sql");
        }

        throw new InvalidOperationException("The tests do not lie below the repository.");
    }
}
