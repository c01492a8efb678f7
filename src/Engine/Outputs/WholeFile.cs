namespace Strikeboard.Engine.Outputs;

/// <summary>
/// Puts a file in place whole: a reader finds the earlier content or the new one, never a part of either. The content is on
/// the disk before the name is moved; the move itself is left to the file system, for after a power cut the earlier file is
/// as whole as the new one and a second away from the next.
/// </summary>
internal static class WholeFile
{
    private const string Suffix = ".new";

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = path + Suffix;
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Null when the path leads out of the folder or names no file.</summary>
    public static string? Below(string folder, string path)
    {
        if (path.Length == 0 || Path.IsPathRooted(path) || path.Contains('\\', StringComparison.Ordinal))
            return null;
        var full = Path.GetFullPath(Path.Combine(folder, path));
        return full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null;
    }
}
