using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Tests.Tables;

/// <summary>A small table to try the kit with.</summary>
internal sealed record Fruit(string Name, decimal? Price, DateTimeOffset Picked)
{
    public static readonly DateTimeOffset Noon = new(2026, 9, 9, 12, 0, 0, TimeSpan.Zero);

    public static readonly Fruit[] Basket =
    [
        new("pear", 2.5m, Noon),
        new("apple", null, Noon.AddHours(1)),
        new("=plum", 0.75m, Noon.AddHours(2)),
    ];

    public static readonly TableShape<Fruit> Shape = new("fruit", "Fruit")
    {
        KeyOf = fruit => fruit.Name,
        Say = fruit => fruit.Name,
        Columns =
        [
            new("name", "Name", fruit => fruit.Name) { Head = true, Term = fruit => new TableTerm("text", fruit.Name) },
            new("price", "Price $", fruit => fruit.Price) { Numeric = true },
            new("picked", "Picked", fruit => fruit.Picked) { Moment = true },
            new("length", "Letters", fruit => fruit.Name.Length) { Spare = true, Numeric = true },
        ],
        Filters =
        [
            new TableFilter<Fruit>(
                "text",
                "Name",
                FilterKind.Text,
                (f, v) => f.Name.Contains(v, StringComparison.Ordinal)
            ),
            new TableFilter<Fruit>("least", "Price", FilterKind.Number, (f, v) => f.Price >= TableFilter.Number(v))
            {
                Relation = "at least",
                Unit = "$",
            },
        ],
    };

    public static MemoryRows<Fruit> Rows(TimeProvider time, IEnumerable<Fruit>? fruit = null)
    {
        var rows = new MemoryRows<Fruit>(Shape, time);
        rows.Set([.. fruit ?? Basket]);
        return rows;
    }

    public static TableQuery Query(string text) => TableQuery.Parse(text, Shape.Filters);
}
