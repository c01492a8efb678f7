using System.Text.Json.Nodes;
using Strikeboard.Model;

namespace Strikeboard.Engine.Outputs.Json;

/// <summary>
/// The three files of one symbol. Each has the default series at its top, as the calls of the same name answer it, and the
/// other series under <c>other_tables</c>.
/// </summary>
internal static class SymbolFiles
{
    public static JsonObject Probabilities(CycleSnapshot cycle, SymbolSnapshot symbol, PriceView price)
    {
        var tables = symbol.Probabilities.Select(table => SeriesProbabilities.Of(table, symbol)).ToList();
        return WithTables(Head(cycle, symbol.Symbol, price), tables);
    }

    public static JsonObject StrikeTable(CycleSnapshot cycle, SymbolSnapshot symbol, PriceView price) =>
        WithTables(Head(cycle, symbol.Symbol, price), symbol.Strikes);

    public static JsonObject Watchlist(CycleSnapshot cycle, Watchlist list)
    {
        var file = Head(cycle, list.Symbol);
        file["as_of"] = OutputJson.Node(list.AsOf);
        file["quality"] = OutputJson.Node(list.Quality);
        file["closed"] = list.Closed;
        file["rows"] = new JsonArray([.. list.Entries.Select(Row)]);
        file["near_misses"] = OutputJson.Node(list.NearMisses);
        return file;
    }

    private static JsonObject Row(WatchlistEntry entry)
    {
        var row = new JsonObject { ["rank"] = entry.Rank, ["series"] = entry.Series };
        Add(row, OutputJson.Node(entry.Row));
        return row;
    }

    private static JsonObject Head(CycleSnapshot cycle, Symbol symbol) =>
        new()
        {
            ["symbol"] = symbol.Name,
            ["cycle_id"] = cycle.Id,
            ["timestamp"] = OutputJson.Node(cycle.StartedAt),
        };

    private static JsonObject Head(CycleSnapshot cycle, Symbol symbol, PriceView price)
    {
        var head = Head(cycle, symbol);
        head["current_price"] = price.Price;
        head["price"] = OutputJson.Node(PriceFacts.Of(price));
        return head;
    }

    private static JsonObject WithTables<T>(JsonObject file, IReadOnlyList<T> tables)
    {
        if (tables.Count > 0)
            Add(file, OutputJson.Node(tables[0]));
        file["other_tables"] = new JsonArray([.. tables.Skip(1).Select(OutputJson.Node)]);
        return file;
    }

    private static void Add(JsonObject to, JsonNode? from)
    {
        foreach (var (name, value) in from!.AsObject())
            to.TryAdd(name, value?.DeepClone());
    }
}
