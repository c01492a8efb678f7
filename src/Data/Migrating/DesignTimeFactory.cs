using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Strikeboard.Data.Migrating;

/// <summary>For <c>dotnet ef</c>, which needs the model only: it never connects.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<StrikeboardDb>
{
    public StrikeboardDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<StrikeboardDb>().UseNothing().Options);
}
