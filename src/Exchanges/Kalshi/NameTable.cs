using System.Text;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>Turns the bytes of a ticker into the one string that stands for it, making it only the first time.</summary>
internal sealed class NameTable
{
    public const int LongestName = 64;
    private const int MostNames = 8_000;

    private readonly Dictionary<string, string> _names;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NameTable()
    {
        _names = new Dictionary<string, string>(MostNames, StringComparer.Ordinal);
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Null for what no ticker looks like.</summary>
    public string? Name(scoped ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestName)
            return null;
        Span<char> chars = stackalloc char[LongestName];
        for (var i = 0; i < utf8.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit((char)utf8[i]) && utf8[i] is not ((byte)'-' or (byte)'.' or (byte)'_'))
                return null;
            chars[i] = (char)utf8[i];
        }
        var key = chars[..utf8.Length];
        if (_lookup.TryGetValue(key, out var known))
            return known;
        var name = Encoding.ASCII.GetString(utf8);
        // The exchange names tens of thousands a day; those in use are learnt anew within a second.
        if (_names.Count >= MostNames)
            _names.Clear();
        _names.Add(name, name);
        return name;
    }
}
