namespace Strikeboard.Data.Embedded;

/// <summary>A set of PostgreSQL programs that the running account can execute.</summary>
internal sealed record PostgresBinaries(string Folder, Version Version)
{
    public const int OldestMajor = 15;
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    public string Postgres => In(Folder, "postgres");
    public string InitDb => In(Folder, "initdb");
    public string PgCtl => In(Folder, "pg_ctl");

    public static bool AreIn(string folder) =>
        File.Exists(In(folder, "postgres")) && File.Exists(In(folder, "initdb")) && File.Exists(In(folder, "pg_ctl"));

    private static string In(string folder, string tool) => Path.Combine(folder, tool + Suffix);
}
