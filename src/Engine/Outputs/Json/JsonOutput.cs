using Strikeboard.Model;

namespace Strikeboard.Engine.Outputs.Json;

/// <summary>The four files that programs around the coordinator read, named as they always were.</summary>
internal sealed class JsonOutput : IOutputFormat
{
    public string Name => "json";

    public IEnumerable<OutputFile> Files(CycleSnapshot cycle)
    {
        if (cycle.Symbols.Any(symbol => symbol.Market is not null))
            yield return File("kalshi/latest_market_snapshot.json", MarketSnapshotFile.Of(cycle));
        // A symbol's own files go together: all from one cycle in which every step of it succeeded.
        foreach (var symbol in cycle.Symbols.Where(symbol => symbol.Succeeded))
        {
            var name = symbol.Symbol.Name.ToLowerInvariant();
            if (symbol.Price is not { } price)
                continue;
            yield return File(
                $"live_probabilities/{name}_live_probabilities.json",
                SymbolFiles.Probabilities(cycle, symbol, price)
            );
            if (symbol.Strikes.Length > 0)
                yield return File(
                    $"strike_tables/{name}_strike_table.json",
                    SymbolFiles.StrikeTable(cycle, symbol, price)
                );
            if (symbol.Watchlist is { } watchlist)
                yield return File($"strike_tables/{name}_watchlist.json", SymbolFiles.Watchlist(cycle, watchlist));
        }
    }

    private static OutputFile File<T>(string path, T content) => new(path, OutputJson.Write(content));
}
