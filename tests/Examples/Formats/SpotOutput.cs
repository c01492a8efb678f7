using System.Globalization;
using System.Text;
using Strikeboard.Engine.Outputs;
using Strikeboard.Model;

namespace Strikeboard.Examples.Formats;

// doc: format
/// <summary>A line a symbol in one small file, for a shell script: <c>BTC 84000.5 live 2026-11-21T12:00:00Z</c>.</summary>
internal sealed class SpotOutput : IOutputFormat
{
    public string Name => "spot";

    public IEnumerable<OutputFile> Files(CycleSnapshot cycle)
    {
        var text = new StringBuilder();
        foreach (var price in cycle.Symbols.Select(symbol => symbol.Price).OfType<PriceView>())
            text.Append(
                CultureInfo.InvariantCulture,
                $"{price.Symbol} {price.Price} {price.Quality.ToString().ToLowerInvariant()} {price.Time:yyyy-MM-dd'T'HH:mm:ss'Z'}\n"
            );
        yield return new OutputFile("spot.txt", Encoding.UTF8.GetBytes(text.ToString()));
    }
}
// doc: end
