using Strikeboard.Data.Embedded;

namespace Strikeboard.Testing;

/// <summary>Temporary homes for private servers, reachable by the account that root lends them.</summary>
public static class TestFolders
{
    private const string Prefix = "strikeboard-pg-";
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public static string Create() => Directory.CreateTempSubdirectory(Prefix).FullName;

    public static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A last file of the server may still be closing; the next run sweeps what is left.
        }
    }

    /// <summary>Ends and removes what test runs left that were killed.</summary>
    public static async Task SweepAsync(CancellationToken ct)
    {
        var old = TimeProvider.System.GetUtcNow().UtcDateTime - Grace;
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            try
            {
                if (
                    folder.LastWriteTimeUtc < old
                    && await EmbeddedPostgres.TryEndOrphanAsync(folder.FullName, TimeProvider.System, ct)
                )
                    Delete(folder.FullName);
            }
            catch (Exception notOurs)
                when (notOurs is IOException or UnauthorizedAccessException or EmbeddedPostgresException)
            {
                // Another user's, or another run sweeps it now.
            }
        }
    }
}
