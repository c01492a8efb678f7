using System.Text;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>Spoils frames at random, lightly enough that many still mean something.</summary>
internal sealed class Damage(int seed)
{
    private static readonly string[] Bits =
    [
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        " ",
        "0",
        "-",
        ".",
        "e",
        "\u00e9",
        "\\u0030",
        "\"\"",
        "null",
        "00",
        "\"price\":\"5\",",
        ",\"best_bid\":\"\"",
        "\t",
        "99999999999",
    ];

    private readonly Random _random = new(seed);

    public byte[] Spoil(ReadOnlySpan<byte> frame)
    {
        var bytes = frame.ToArray().ToList();
        for (var times = _random.Next(1, 3); times > 0; times--)
            Touch(bytes);
        return [.. bytes];
    }

    private void Touch(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        switch (_random.Next(5))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, _random.Next(1, 4)));
                break;
            case 2:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Bits[_random.Next(Bits.Length)]));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, _random.Next(30))));
                break;
            default:
                (bytes[at], bytes[^(at + 1)]) = (bytes[^(at + 1)], bytes[at]);
                break;
        }
        if (bytes.Count == 0)
            bytes.Add((byte)'{');
    }
}
