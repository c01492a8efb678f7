using System.Text;
using System.Text.Json;

namespace Strikeboard.Engine.Operations;

/// <summary>
/// What callers write and the database cannot keep: the character zero, halves of characters, more than a column takes. Met
/// there it would look like a database in trouble, and be tried again and again.
/// </summary>
internal static class PlainText
{
    private const char Zero = '\0';
    private const char Instead = '\uFFFD';

    /// <summary>The same where it can be kept; else shortened, and with a sign in place of what no column takes.</summary>
    public static string Of(string text, int longest)
    {
        var kept = text.Length <= longest ? text : text[..longest];
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(kept)).Replace(Zero, Instead);
    }

    /// <summary>Whether every name and text in it can be kept.</summary>
    public static bool IsIn(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (
                reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && reader.ValueIsEscaped
                && reader.GetString()!.Contains(Zero, StringComparison.Ordinal)
            )
                return false;
        }
        return true;
    }
}
