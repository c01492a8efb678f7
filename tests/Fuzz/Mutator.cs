using System.Text;

namespace Strikeboard.Fuzz;

/// <summary>
/// Damages frames in the ways lines, proxies and venues do. Half of the blows keep the shape and spoil a value: those get
/// furthest into a decoder.
/// </summary>
internal sealed class Mutator(Random random)
{
    private const int LongestFrame = 64 * 1024;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "null",
            "true",
            "-1",
            "-0",
            "0",
            "00012",
            "1e400",
            "1e-400",
            "1e2",
            "1E2",
            "\"1e2\"",
            "\"\"",
            "\" 5\"",
            "\"+5\"",
            "\".5\"",
            "\"5.\"",
            "\"1,000.5\"",
            "\"0x10\"",
            "\"\\u0031\\u0032\"",
            "\"0.55\\u0030\"",
            "{}",
            "[]",
            "[[[[",
            "}}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "NaN",
            "\"NaN\"",
            "\"Infinity\"",
            "-Infinity",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "79228162514264337593543950335",
            "79228162514264337593543950336",
            "\"79228162514264337593543950335\"",
            "\"79228162514264337593543950336\"",
            "99999999999999999999999999999999999999",
            "0.00000000000000000000000000000000001",
            "\"0.0000000000000000000000000000000000001\"",
            "\"1.00000000000000000000000000000\"",
            "\"0.99999999999999999999999999999999\"",
            "\"12345678901234567890.12345678951\"",
            "1.0000000000000000000000000000000000000000000000000000000001",
            "\"-5\"",
            "\"\u00e9\"",
            "\"5\u200b\"",
            "\"\u0665\"",
            "\"2026-13-45T99:99:99Z\"",
            "\"0001-01-01T00:00:00+14:00\"",
            "\"9999-12-31T23:59:59-14:00\"",
            "\"2026-09-10\"",
            "\"yes\"",
            "\"no\"",
            "\"ticker\"",
            "\"BTC-USD\"",
            "/* */",
            "//\n",
            "\u00ef\u00bb\u00bf",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Beginnings of sequences that never end, and bytes that no text has.</summary>
    private static readonly byte[][] Broken =
    [
        [0xC3],
        [0xE2, 0x82],
        [0xF0, 0x9F, 0x98],
        [0xFF],
        [0xC0, 0xAF],
        [0xED, 0xA0, 0x80],
        [0x00],
    ];

    private readonly List<byte> _bytes = [];

    public byte[] Next(List<byte[]> frames)
    {
        _bytes.Clear();
        _bytes.AddRange(Pick(frames));
        for (var blows = random.Next(1, 5); blows > 0; blows--)
        {
            if (random.Next(2) == 0)
                Spoil();
            else
                Damage(frames);
        }
        if (_bytes.Count > LongestFrame)
            _bytes.RemoveRange(LongestFrame, _bytes.Count - LongestFrame);
        return [.. _bytes];
    }

    private void Damage(List<byte[]> frames)
    {
        var at = random.Next(_bytes.Count + 1);
        var rest = _bytes.Count - at;
        switch (random.Next(10))
        {
            case 0 when rest > 0:
                _bytes[at] = (byte)random.Next(256);
                break;
            case 1 when rest > 0:
                _bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                _bytes.RemoveRange(at, Math.Min(rest, random.Next(20)));
                break;
            case 3:
                _bytes.InsertRange(at, _bytes.GetRange(at, Math.Min(rest, random.Next(40))));
                break;
            case 4:
                _bytes.InsertRange(at, Pick(Tokens));
                break;
            case 5:
                _bytes.InsertRange(at, Pick(Broken));
                break;
            case 6:
                _bytes.RemoveRange(at, rest);
                break;
            case 7:
                var other = Pick(frames);
                _bytes.RemoveRange(at, rest);
                _bytes.AddRange(other.AsSpan(random.Next(other.Length)));
                break;
            case 8:
                _bytes.InsertRange(at, Enumerable.Repeat((byte)"[{\"1 "[random.Next(5)], random.Next(1, 3000)));
                break;
            default:
                var next = Pick(frames);
                _bytes.AddRange(next.AsSpan(0, Math.Min(next.Length, random.Next(40))));
                break;
        }
    }

    private void Spoil()
    {
        if (FindMember(random.Next(_bytes.Count + 1)) is not { } member)
            return;
        switch (random.Next(7))
        {
            case 0:
                Replace(member.Value, Pick(Tokens));
                break;
            case 1:
                Swap(member);
                break;
            case 2:
                SayAgain(member, Pick(Tokens));
                break;
            case 3:
                SayAgain(member, [.. Slice(member.Value)]);
                break;
            case 4:
                Replace(member.Value, Nested(random.Next(1, 200)));
                break;
            case 5:
                Replace(member.Value, Digits());
                break;
            default:
                Leave(member);
                break;
        }
    }

    /// <summary>The value of one member where another's belongs.</summary>
    private void Swap(Member member)
    {
        if (FindMember(random.Next(_bytes.Count + 1)) is not { } other || other.Value.Overlaps(member.Value))
            return;
        var (first, second) =
            member.Value.From < other.Value.From ? (member.Value, other.Value) : (other.Value, member.Value);
        byte[] early = [.. Slice(first)];
        byte[] late = [.. Slice(second)];
        Replace(second, early);
        Replace(first, late);
    }

    /// <summary>A name said twice, before or after, with another value.</summary>
    private void SayAgain(Member member, byte[] value)
    {
        byte[] name = [.. _bytes.GetRange(member.Name, member.Value.From - member.Name)];
        if (random.Next(2) == 0)
            _bytes.InsertRange(member.Value.To, [(byte)',', .. name, .. value]);
        else
            _bytes.InsertRange(member.Name, [.. name, .. value, (byte)',']);
    }

    private void Leave(Member member)
    {
        var to = member.Value.To;
        if (to < _bytes.Count && _bytes[to] == (byte)',')
            to++;
        _bytes.RemoveRange(member.Name, to - member.Name);
    }

    private byte[] Nested(int depth)
    {
        var open = random.Next(2) == 0 ? "[" : "{\"a\":";
        var close = open == "[" ? "]" : "}";
        var missing = random.Next(4) == 0 ? 1 : 0;
        return Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Repeat(open, depth))
                + "1"
                + string.Concat(Enumerable.Repeat(close, depth - missing))
        );
    }

    private byte[] Digits()
    {
        var text = new StringBuilder();
        var quoted = random.Next(3) > 0;
        if (random.Next(8) == 0)
            text.Append('-');
        for (var count = random.Next(1, 34); count > 0; count--)
            text.Append((char)('0' + random.Next(10)));
        if (random.Next(2) == 0)
            text.Insert(random.Next(1, text.Length + 1), '.');
        return Encoding.ASCII.GetBytes(quoted ? $"\"{text}\"" : text.ToString());
    }

    private void Replace(Stretch stretch, byte[] with)
    {
        _bytes.RemoveRange(stretch.From, stretch.To - stretch.From);
        _bytes.InsertRange(stretch.From, with);
    }

    private List<byte> Slice(Stretch stretch) => _bytes.GetRange(stretch.From, stretch.To - stretch.From);

    /// <summary>The next `"name": value` from here on, by a look that is good enough for frames that are still whole.</summary>
    private Member? FindMember(int from)
    {
        var colon = from < _bytes.Count ? _bytes.IndexOf((byte)':', from) : -1;
        if (colon < 2 || _bytes[colon - 1] != (byte)'"')
            return null;
        var name = _bytes.LastIndexOf((byte)'"', colon - 2);
        if (name < 0)
            return null;
        var end = EndOfValue(colon + 1);
        return end < 0 ? null : new Member(name, new Stretch(colon + 1, end));
    }

    private int EndOfValue(int at)
    {
        var (depth, inText) = (0, false);
        for (; at < _bytes.Count; at++)
        {
            var b = _bytes[at];
            if (inText)
            {
                if (b == (byte)'\\')
                    at++;
                else if (b == (byte)'"')
                    inText = false;
            }
            else if (b == (byte)'"')
                inText = true;
            else if (b is (byte)'{' or (byte)'[')
                depth++;
            else if (b is (byte)'}' or (byte)']' or (byte)',' && depth == 0)
                return at;
            else if (b is (byte)'}' or (byte)']')
                depth--;
        }
        return -1;
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private sealed record Member(int Name, Stretch Value);

    private readonly record struct Stretch(int From, int To)
    {
        public bool Overlaps(Stretch other) => From < other.To && other.From < To;
    }
}
