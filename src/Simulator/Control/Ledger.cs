using System.Text.Json;
using Strikeboard.Simulator.Kalshi;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Control;

/// <summary>What truly happened at a venue, in the order it happened. An order's fields stay null where the line is about a market.</summary>
internal sealed record LedgerLine(
    DateTimeOffset At,
    string Venue,
    string Kind,
    string Instrument,
    string? Side,
    decimal? Price,
    decimal? Value
)
{
    public string? Account { get; init; }
    public string? ClientOrderId { get; init; }
    public string? OrderId { get; init; }
    public decimal? Quantity { get; init; }
}

/// <summary>Lines of truth, appended to a file that outlives the program, or held in memory where no file is named.</summary>
internal sealed class Ledger : IDisposable
{
    private readonly Lock gate = new();
    private readonly Stream lines;
    private readonly string? path;

    public Ledger(string? path)
    {
        this.path = path;
        lines = path is null ? new MemoryStream() : OpenFile(path);
    }

    public void Write(LedgerLine line)
    {
        var bytes = JsonAnswer.Bytes(w =>
        {
            w.WriteStartObject();
            w.WriteString("at", KalshiText.Time(line.At));
            w.WriteString("venue", line.Venue);
            w.WriteString("account", line.Account);
            w.WriteString("kind", line.Kind);
            w.WriteString("clientOrderId", line.ClientOrderId);
            w.WriteString("orderId", line.OrderId);
            w.WriteString("instrument", line.Instrument);
            w.WriteString("side", line.Side);
            Number(w, "quantity", line.Quantity);
            Number(w, "price", line.Price);
            Number(w, "value", line.Value);
            w.WriteEndObject();
        });
        lock (gate)
        {
            lines.Write(bytes);
            lines.WriteByte((byte)'\n');
        }
    }

    public void Flush()
    {
        lock (gate)
        {
            lines.Flush();
        }
    }

    /// <summary>Everything written so far.</summary>
    public byte[] Read()
    {
        lock (gate)
        {
            lines.Flush();
            if (lines is MemoryStream memory)
            {
                return memory.ToArray();
            }
            using var file = new FileStream(path!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
    }

    public void Dispose() => lines.Dispose();

    private static FileStream OpenFile(string path)
    {
        var how = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new FileStream(path, how);
    }

    private static void Number(Utf8JsonWriter w, string name, decimal? value)
    {
        if (value is { } number)
        {
            w.WriteNumber(name, number);
        }
        else
        {
            w.WriteNull(name);
        }
    }
}
