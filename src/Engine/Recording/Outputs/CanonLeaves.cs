using System.Globalization;
using Strikeboard.Engine.Recording.Codec;

namespace Strikeboard.Engine.Recording.Outputs;

/// <summary>
/// Canonical bytes read back as a list of named values: "Rows[KXBTCD-T84000].PYes" and what it is. The names come from the
/// recording's own shapes, so that outputs of an older program are read as that program meant them.
/// </summary>
internal sealed class CanonLeaves(IReadOnlyDictionary<string, IReadOnlyList<string>> shapes)
{
    private const int Deepest = 32;

    /// <summary>The fields by which a thing in a list is known to its reader.</summary>
    private static readonly string[] Labels = [".Ticker", ".Row.Ticker", ".Series", ".Name", ".Symbol"];

    /// <summary>In the order in which they were written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Read(string root, ReadOnlyMemory<byte> bytes)
    {
        var leaves = new List<KeyValuePair<string, string>>();
        var source = new ByteSource(bytes);
        Read(root, source, leaves, 0);
        return source.AtEnd ? leaves : throw new TapeDamage("an output goes on after its end");
    }

    private void Read(string path, ByteSource source, List<KeyValuePair<string, string>> leaves, int depth)
    {
        if (depth > Deepest)
            throw new TapeDamage("an output without a bottom");
        switch ((CanonKind)source.Byte())
        {
            case CanonKind.Nothing:
                Leaf("nothing");
                break;
            case CanonKind.No:
                Leaf("no");
                break;
            case CanonKind.Yes:
                Leaf("yes");
                break;
            case CanonKind.Whole:
                Leaf(source.Signed().ToString(CultureInfo.InvariantCulture));
                break;
            case CanonKind.Double:
                Leaf(Text(source.Double()));
                break;
            case CanonKind.Decimal:
                Leaf(source.Decimal().ToString(CultureInfo.InvariantCulture));
                break;
            case CanonKind.Text:
                Leaf(source.Text());
                break;
            case CanonKind.Time:
                Leaf(Time(source));
                break;
            case CanonKind.Thing:
                ReadThing(path, source, leaves, depth);
                break;
            case CanonKind.List:
                ReadList(path, source, leaves, depth);
                break;
            case CanonKind.Map:
                var count = source.Count();
                Leaf($"{count} entries", ".Count");
                for (var index = 0; index < count; index++)
                    Read($"{path}[{source.Text()}]", source, leaves, depth + 1);
                break;
            default:
                throw new TapeDamage("an output of no known kind");
        }

        void Leaf(string text, string suffix = "") => leaves.Add(new(path + suffix, text));
    }

    private void ReadThing(string path, ByteSource source, List<KeyValuePair<string, string>> leaves, int depth)
    {
        var type = source.Text();
        if (!shapes.TryGetValue(type, out var fields))
            throw new TapeDamage($"an output of the unknown type {type}");
        foreach (var field in fields)
            Read($"{path}.{field}", source, leaves, depth + 1);
    }

    private void ReadList(string path, ByteSource source, List<KeyValuePair<string, string>> leaves, int depth)
    {
        var count = source.Count();
        leaves.Add(new($"{path}.Count", $"{count} entries"));
        var labels = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            var element = new List<KeyValuePair<string, string>>();
            Read("", source, element, depth + 1);
            var label =
                Label(element) is { } known && labels.Add(known) ? known : index.ToString(CultureInfo.InvariantCulture);
            foreach (var (name, text) in element)
                leaves.Add(new($"{path}[{label}]{name}", text));
        }
    }

    private static string? Label(List<KeyValuePair<string, string>> element)
    {
        foreach (var label in Labels)
        {
            var found = element.Find(leaf => leaf.Key == label);
            if (found.Key is not null)
                return found.Value;
        }
        return null;
    }

    /// <summary>The shortest text that gives the same bits, but for the ones that have none of their own.</summary>
    private static string Text(double value) =>
        double.IsNaN(value)
            ? string.Create(CultureInfo.InvariantCulture, $"NaN {BitConverter.DoubleToInt64Bits(value):x}")
            : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Time(ByteSource source)
    {
        var (ticks, offset) = (source.Fixed(), source.Signed());
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks && offset is >= -840 and <= 840
            ? new DateTimeOffset(ticks, TimeSpan.Zero).ToString("O", CultureInfo.InvariantCulture)
                + (offset == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({offset} min)"))
            : throw new TapeDamage("a time that no clock shows");
    }
}
