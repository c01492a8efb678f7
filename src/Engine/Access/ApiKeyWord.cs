using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Strikeboard.Engine.Access;

/// <summary>
/// A key as its holder knows it: "sbk_", eight letters by which people and the table find it, and 256 random bits. Only
/// the hash of the whole is kept.
/// </summary>
public static class ApiKeyWord
{
    public const string Start = "sbk_";
    private const int PrefixLetters = 8;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Longest = 128;
    private static readonly SearchValues<char> OwnLetters = SearchValues.Create(Letters);

    public static string New() => $"{Start}{RandomNumberGenerator.GetString(Letters, PrefixLetters)}_{Secrets.New()}";

    /// <summary>Null for what cannot be a key at all.</summary>
    public static string? PrefixOf(string word)
    {
        var end = Start.Length + PrefixLetters;
        return
            word.Length > end + 1
            && word.Length <= Longest
            && word.StartsWith(Start, StringComparison.Ordinal)
            && word[end] == '_'
            && !word.AsSpan(Start.Length, PrefixLetters).ContainsAnyExcept(OwnLetters)
            ? word[..end]
            : null;
    }

    internal static byte[] Hash(string word) => SHA256.HashData(Encoding.UTF8.GetBytes(word));
}
