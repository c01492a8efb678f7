using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Strikeboard.Web.Parts.Live;

namespace Strikeboard.Web.Parts;

/// <summary>A price line as SVG paths: one per unbroken stretch, for a gap is drawn as a gap.</summary>
public sealed record SparkLine(int Width, int Height, ImmutableArray<string> Pieces)
{
    public static readonly SparkLine Empty = new(240, 48, []);
    private const double Margin = 2;

    public static SparkLine Of(IReadOnlyList<PricePoint> points, int width = 240, int height = 48)
    {
        var known = points.Where(p => p.Price is not null).ToArray();
        if (known.Length < 2)
            return Empty with { Width = width, Height = height };
        var low = (double)known.Min(p => p.Price!.Value);
        var high = (double)known.Max(p => p.Price!.Value);
        var range = Math.Max(high - low, high * 0.00005);
        var start = points[0].At;
        var span = Math.Max((points[^1].At - start).TotalSeconds, 1);
        var pieces = ImmutableArray.CreateBuilder<string>();
        var path = new StringBuilder();
        foreach (var point in points)
        {
            if (point.Price is not { } price)
            {
                Finish(pieces, path);
                continue;
            }
            var x = (point.At - start).TotalSeconds / span * width;
            var y = height - Margin - ((double)price - low) / range * (height - 2 * Margin);
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
        }
        Finish(pieces, path);
        return new SparkLine(width, height, pieces.ToImmutable());
    }

    private static void Finish(ImmutableArray<string>.Builder pieces, StringBuilder path)
    {
        if (path.Length > 0)
            pieces.Add(path.ToString());
        path.Clear();
    }
}
