using System.Buffers.Binary;
using System.Security.Cryptography;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Rules;

/// <summary>
/// The id of the exit that a wish is for, as its author sees the position: the same for whoever decides it, also for two nodes
/// that do not know of each other, so that the venue takes it once.
/// </summary>
internal static class ExitNames
{
    public static Guid Of(Position position) => position.Exit?.Id ?? Next(position);

    private static Guid Next(Position position)
    {
        Span<byte> seed = stackalloc byte[20];
        position.Id.TryWriteBytes(seed);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], position.Intents.Length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(seed, hash);
        // Marked as an id of one's own making (version 8), as RFC 9562 has it.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
