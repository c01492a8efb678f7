using System.Text.Json;

namespace Strikeboard.Faults.Trading;

/// <summary>What truly happened at the simulated venue to the account that the desk trades.</summary>
public sealed class VenueLedger
{
    private const string Account = "demo";
    private readonly List<Line> _lines = [];

    /// <summary>The number of the newest line that was added.</summary>
    public long LastSeq { get; private set; }

    public void Add(string jsonLines)
    {
        foreach (var text in jsonLines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var line = JsonElement.Parse(text);
            LastSeq = line.GetProperty("seq").GetInt64();
            if (Text(line, "account") == Account)
                _lines.Add(
                    new Line(
                        Text(line, "kind") ?? "",
                        Text(line, "clientOrderId"),
                        Text(line, "orderId"),
                        Text(line, "instrument") ?? "",
                        Text(line, "side"),
                        Number(line, "quantity"),
                        Number(line, "cash"),
                        Number(line, "fee"),
                        Number(line, "position")
                    )
                );
        }
    }

    /// <summary>How often the venue took an order of that name; once is right.</summary>
    public IReadOnlyDictionary<string, int> Accepted =>
        Ours("accepted")
            .GroupBy(line => line.Name!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    /// <summary>Contracts that filled, by the name of the order.</summary>
    public IReadOnlyDictionary<string, decimal> Filled =>
        Ours("filled")
            .GroupBy(line => line.Name!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(line => line.Quantity), StringComparer.Ordinal);

    /// <summary>Contracts of Yes that are held; below zero, of No.</summary>
    public IReadOnlyDictionary<string, decimal> Held =>
        _lines
            .Where(line => line.Kind is "filled" or "paid")
            .GroupBy(line => line.Instrument, StringComparer.Ordinal)
            .Select(g => (g.Key, Value: g.Last().Kind == "paid" ? 0m : g.Last().Position))
            .Where(one => one.Value != 0)
            .ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);

    public decimal Cash => _lines.Where(line => line.Kind is "filled" or "paid").Sum(line => line.Cash);

    public decimal Fees => _lines.Where(line => line.Kind == "filled").Sum(line => line.Fee);

    public int Received => _lines.Count(line => line.Kind == "received");

    private IEnumerable<Line> Ours(string kind) =>
        _lines.Where(line => line.Kind == kind && line.Name?.StartsWith("sb-", StringComparison.Ordinal) == true);

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal Number(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : 0m;

    private sealed record Line(
        string Kind,
        string? Name,
        string? OrderId,
        string Instrument,
        string? Side,
        decimal Quantity,
        decimal Cash,
        decimal Fee,
        decimal Position
    );
}
