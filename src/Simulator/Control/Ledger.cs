using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Strikeboard.Simulator.Control;

/// <summary>
/// Lines of truth, numbered from one, appended to a file that outlives the program, or held in memory where no file is named.
/// Lines wait until <see cref="Flush"/>, which hands all of them to the system in one write: whoever flushes before answering has
/// answered nothing that a kill could take back.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private const int LargestPiece = 1 << 20;
    private readonly Lock gate = new();
    private readonly Stream lines;
    private readonly SafeFileHandle? reading;
    private readonly ArrayBufferWriter<byte> pending = new(4096);
    private readonly List<long> starts = [];
    private readonly string? path;
    private long end;
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Ledger(string? path)
    {
        this.path = path;
        if (path is null)
        {
            lines = new MemoryStream();
            return;
        }
        var file = OpenFile(path);
        lines = file;
        DropTornLine(file);
        end = file.Seek(0, SeekOrigin.End);
        reading = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
    }

    /// <summary>The number of the newest line.</summary>
    public long LastSeq => starts.Count;

    /// <summary>What earlier runs wrote. To be read through once, before anything is appended.</summary>
    public IEnumerable<LedgerLine> Past()
    {
        if (path is null)
        {
            yield break;
        }
        using var reader = new StreamReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite),
            Encoding.UTF8
        );
        var at = 0L;
        while (reader.ReadLine() is { } text)
        {
            starts.Add(at);
            at += Encoding.UTF8.GetByteCount(text) + 1;
            yield return Understand(text, starts.Count);
        }
    }

    /// <summary>Takes a line in and gives it its number.</summary>
    public LedgerLine Append(LedgerLine line)
    {
        lock (gate)
        {
            starts.Add(end + pending.WrittenCount);
            var numbered = line with { Seq = starts.Count };
            numbered.WriteTo(pending);
            pending.Write("\n"u8);
            return numbered;
        }
    }

    public void Flush()
    {
        TaskCompletionSource told;
        lock (gate)
        {
            if (pending.WrittenCount == 0)
            {
                return;
            }
            lines.Write(pending.WrittenSpan);
            lines.Flush();
            end += pending.WrittenCount;
            pending.ResetWrittenCount();
            told = grown;
            grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        told.SetResult();
    }

    /// <summary>Writes every line after <paramref name="since"/>; then, if asked, each new one until the reader leaves.</summary>
    public async Task CopyAsync(long since, bool follow, Stream to, CancellationToken ct)
    {
        while (true)
        {
            var (piece, last, more) = Read(since);
            if (piece.Length > 0)
            {
                await to.WriteAsync(piece, ct);
                await to.FlushAsync(ct);
                since = last;
            }
            else if (follow)
            {
                await more.WaitAsync(ct);
            }
            else
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        Flush();
        reading?.Dispose();
        lines.Dispose();
    }

    /// <summary>Whole lines, about a megabyte of them, and what completes when there are more.</summary>
    private (byte[] Piece, long Last, Task More) Read(long since)
    {
        Flush();
        lock (gate)
        {
            if (since >= starts.Count)
            {
                return ([], since, grown.Task);
            }
            var first = (int)Math.Max(0, since);
            var last = first + 1;
            while (last < starts.Count && starts[last] - starts[first] < LargestPiece)
            {
                last++;
            }
            var until = last < starts.Count ? starts[last] : end;
            var piece = new byte[until - starts[first]];
            if (lines is MemoryStream memory)
            {
                memory.GetBuffer().AsSpan((int)starts[first], piece.Length).CopyTo(piece);
            }
            else
            {
                RandomAccess.Read(reading!, piece, starts[first]);
            }
            return (piece, last, grown.Task);
        }
    }

    private static LedgerLine Understand(string text, int number)
    {
        try
        {
            return LedgerLine.Parse(text)! with { Seq = number };
        }
        catch (Exception e) when (e is JsonException or FormatException or NullReferenceException)
        {
            // To leave a line out would be to make up another history.
            throw new IOException($"Line {number} of the simulator's ledger cannot be read.", e);
        }
    }

    private static FileStream OpenFile(string path)
    {
        var how = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new FileStream(path, how);
    }

    /// <summary>A last line without its end was being written when the process died; nobody was told of it.</summary>
    private static void DropTornLine(FileStream file)
    {
        var length = file.Length;
        var buffer = new byte[4096];
        while (length > 0)
        {
            var from = Math.Max(0, length - buffer.Length);
            file.Position = from;
            var got = file.ReadAtLeast(buffer.AsSpan(0, (int)(length - from)), (int)(length - from));
            var newline = buffer.AsSpan(0, got).LastIndexOf((byte)'\n');
            if (newline >= 0)
            {
                length = from + newline + 1;
                break;
            }
            length = from;
        }
        if (length != file.Length)
        {
            file.SetLength(length);
        }
    }
}
