using System.Security.Cryptography;
using System.Text;
using Strikeboard.Data.Operations;

namespace Strikeboard.Data.Audit;

/// <summary>
/// A row as bytes, one way only: every field in a fixed order, texts with their length, so that no two rows read the same.
/// A new field goes to the end, under a new <see cref="Version"/>; old rows keep theirs by their number.
/// </summary>
internal static class AuditBytes
{
    private const byte Version = 1;

    public static byte[] HashOf(AuditRow row)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(row.PreviousHash);
        writer.Write(Version);
        writer.Write(row.Id);
        writer.Write(row.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        writer.Write(row.CommandId.ToByteArray(bigEndian: true));
        Write(writer, row.Command);
        Write(writer, row.Target);
        Write(writer, row.ActorName);
        Write(writer, row.ActorId?.ToString("D"));
        Write(writer, row.ActorRole?.ToString());
        Write(writer, row.Via);
        Write(writer, row.Address);
        Write(writer, row.Reason);
        Write(writer, row.Verdict);
        Write(writer, row.RefusalCode);
        Write(writer, row.Content);
        Write(writer, row.Before);
        Write(writer, row.After);
        writer.Flush();
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        if (text is null)
        {
            writer.Write(-1);
            return;
        }

        var encoded = Encoding.UTF8.GetBytes(text);
        writer.Write(encoded.Length);
        writer.Write(encoded);
    }
}
