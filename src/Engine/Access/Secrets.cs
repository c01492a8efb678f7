using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Strikeboard.Engine.Access;

/// <summary>Random words that open something, and the hashes that are kept of them.</summary>
internal static class Secrets
{
    private const int Bytes = 32;
    private const int LongestAccepted = 128;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A plain hash suffices: the word has 256 random bits, there is nothing to guess.</summary>
    public static byte[] Hash(string secret) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(secret.Length <= LongestAccepted ? secret : ""));
}
