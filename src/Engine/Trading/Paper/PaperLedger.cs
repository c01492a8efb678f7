using System.Text;

namespace Strikeboard.Engine.Trading.Paper;

/// <summary>
/// The file of all that happened, a line of JSON each, on the disk before anybody is told of it. A last line that was not written
/// to its end is dropped at the next start: nobody was told.
/// </summary>
internal sealed class PaperLedger : IDisposable
{
    private readonly FileStream _file;
    private long _good;

    private PaperLedger(FileStream file, long good, List<PaperLine> lines) =>
        (_file, _good, Found) = (file, good, lines);

    /// <summary>What an earlier life wrote.</summary>
    public IReadOnlyList<PaperLine> Found { get; }

    /// <summary>What is on the disk is not known any more: only a start can tell.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Throws where the file cannot be had, or where something in its midst is no line of ours.</summary>
    public static PaperLedger Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var (lines, good) = Read(bytes, path);
            file.SetLength(good);
            file.Seek(good, SeekOrigin.Begin);
            return new PaperLedger(file, good, lines);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>All of them or none. False where nothing was written, or, when <see cref="IsBroken"/>, where nobody knows.</summary>
    public bool TryAppend(IEnumerable<PaperLine> lines)
    {
        if (IsBroken)
            return false;
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line.ToText() + '\n')));
        try
        {
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
            _good += bytes.Length;
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            TakeBack();
            return false;
        }
    }

    public void Dispose() => _file.Dispose();

    private void TakeBack()
    {
        try
        {
            _file.SetLength(_good);
            _file.Seek(_good, SeekOrigin.Begin);
            _file.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            IsBroken = true;
        }
    }

    private static (List<PaperLine> Lines, long Good) Read(byte[] bytes, string path)
    {
        var (lines, start) = (new List<PaperLine>(), 0);
        while (bytes.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            var line = PaperLine.Parse(bytes.AsSpan(start, length));
            if (line is null || line.Seq != lines.Count + 1)
            {
                if (start + length + 1 == bytes.Length)
                    break;
                throw new InvalidDataException($"line {lines.Count + 1} of {path} is not what this venue wrote");
            }
            lines.Add(line);
            start += length + 1;
        }
        return (lines, start);
    }
}
