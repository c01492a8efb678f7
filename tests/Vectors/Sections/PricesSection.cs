using System.Globalization;
using System.Text.Json;
using Strikeboard.Quant.Prices;
using Strikeboard.Quant.Time;

namespace Strikeboard.Vectors.Sections;

/// <summary>Section 1: time to close, price log, momentum.</summary>
internal static class PricesSection
{
    public static void Register(IDictionary<string, VectorAdapter> adapters)
    {
        adapters.Add("time.ttc", TimeLeft);
        adapters.Add(
            "time.parse_event_ticker",
            inputs => new() { ["close_utc"] = EventTicker.CloseOf(inputs.Text("ticker"), inputs.InstantOrNull("now")) }
        );
        adapters.Add("price.delta_momentum", DeltaMomentum);
        adapters.Add("price.fill_gaps", FillGaps);
        adapters.Add("price.one_minute_avg", MinuteAverage);
    }

    private static VectorOutput TimeLeft(VectorInputs inputs)
    {
        var left = TimeToClose.Compute(inputs.Instant("now"), inputs.Instant("close"));
        return new()
        {
            ["ttc_seconds"] = left.Seconds,
            ["display"] = left.Display,
            ["phase"] = Names.Snake(left.Phase),
        };
    }

    private static VectorOutput DeltaMomentum(VectorInputs inputs)
    {
        var reading = Momentum.Compute(inputs.Long("now"), new RowTable(inputs.Rows("rows")));
        var quality = new VectorOutput();
        var output = new VectorOutput
        {
            ["momentum"] = reading.Momentum,
            ["weight"] = reading.Weight,
            ["t_eff"] = reading.HorizonSeconds,
            ["bucket"] = reading.Bucket,
            ["quality"] = quality,
        };
        foreach (var delta in reading.Deltas)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{delta.Minutes}m");
            output[$"delta_{name}"] = delta.Percent;
            quality[name] = Names.Snake(delta.LookBack);
        }

        return output;
    }

    private static VectorOutput FillGaps(VectorInputs inputs)
    {
        var maxGap = inputs.Int("max_gap", GapFill.DefaultMaxGap);
        var observed = inputs.Rows("obs").Select(row => RowTable.Read(row)).ToList();
        var filled = observed.Zip(observed.Skip(1), (a, b) => GapFill.Between(a, b, maxGap)).SelectMany(rows => rows);
        return new() { ["interpolated"] = filled.Select(row => new object[] { row.Second, row.Price }).ToList() };
    }

    private static VectorOutput MinuteAverage(VectorInputs inputs)
    {
        var average = OneMinuteAverage.Compute(inputs.Long("now"), new RowTable(inputs.Rows("rows")));
        return new() { ["avg"] = average.Average, ["count"] = average.Count };
    }

    private sealed class RowTable : IPriceRows
    {
        private readonly Dictionary<long, PriceRow> _rows = [];

        public RowTable(IEnumerable<JsonElement[]> rows)
        {
            foreach (var row in rows.Select(Read))
            {
                _rows[row.Second] = row;
            }
        }

        public static PriceRow Read(JsonElement[] row) =>
            new(
                (long)VectorInputs.ReadDecimal(row[0]),
                VectorInputs.ReadDouble(row[1]),
                row.Length < 3 || row[2].GetString() == "O"
            );

        public bool TryGet(long second, out PriceRow row) => _rows.TryGetValue(second, out row);
    }
}
