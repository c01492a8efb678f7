namespace Strikeboard.Data.Embedded;

/// <summary>A lock between processes: an open file that nobody else may open. The system releases it when its holder dies.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static async Task<FileLock> TakeAsync(
        string path,
        TimeSpan patience,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            if (time.GetElapsedTime(began) > patience)
                throw new EmbeddedPostgresException(
                    EmbeddedPostgresException.Busy,
                    $"Another process has been starting or stopping the database of this folder for {patience.TotalSeconds:0} s ('{path}')."
                );
            await Task.Delay(Pause, time, ct);
        }
    }

    public void Dispose() => _file.Dispose();
}
