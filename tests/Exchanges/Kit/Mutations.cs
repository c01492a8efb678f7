using System.Text;

namespace Strikeboard.Exchanges.Tests.Kit;

/// <summary>Damages frames in the ways lines, proxies and venues do, from a seed, so that each failure can be repeated.</summary>
internal sealed class Mutations(int seed, params string[] frames)
{
    private static readonly string[] Tokens =
    [
        "null",
        "-1",
        "1e400",
        "1e-400",
        "\"\"",
        "{}",
        "[]",
        "[[[[",
        "}}",
        "\"\\u0000\"",
        "\\ud800",
        "NaN",
        "\"NaN\"",
        "99999999999999999999999999999999999999",
        "0.00000000000000000000000000000000001",
        "true",
        "\"-5\"",
        "\u00e9",
        "\"1e9\"",
    ];

    private readonly Random _random = new(seed);
    private readonly byte[][] _frames = [.. frames.Select(Encoding.UTF8.GetBytes)];

    public byte[] Next()
    {
        var bytes = new List<byte>(Pick(_frames));
        for (var times = _random.Next(1, 5); times > 0; times--)
            Mutate(bytes);
        return [.. bytes];
    }

    private void Mutate(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        switch (_random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, _random.Next(20)));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, _random.Next(40))));
                break;
            case 4:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Tokens)));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6:
                var other = Pick(_frames);
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other.AsSpan(_random.Next(other.Length)));
                break;
            default:
                ReplaceValue(bytes, at);
                break;
        }
    }

    /// <summary>Keeps the shape and spoils one value: these get furthest into a decoder.</summary>
    private void ReplaceValue(List<byte> bytes, int from)
    {
        var colon = bytes.IndexOf((byte)':', Math.Min(from, bytes.Count));
        if (colon < 0)
            return;
        var end = bytes.FindIndex(colon + 1, b => b is (byte)',' or (byte)'}' or (byte)']');
        if (end < 0)
            return;
        bytes.RemoveRange(colon + 1, end - colon - 1);
        bytes.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Pick(Tokens)));
    }

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
