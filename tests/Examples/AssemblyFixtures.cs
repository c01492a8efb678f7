using Strikeboard.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
