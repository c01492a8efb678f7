using System.Text.Json;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>The bodies of REST answers to values. A body that makes no sense is a <see cref="FormatException"/>.</summary>
internal static class KalshiBodies
{
    private const int MostWindows = 100;
    private const decimal LeastRate = 10m;
    private const decimal MostRate = 1_000_000m;

    public static KalshiPage<KalshiMarketRow> ReadMarkets(JsonElement json, DateTimeOffset now)
    {
        var rows = new List<KalshiMarketRow>();
        foreach (var item in json.Items("markets"))
        {
            if (KalshiMarketRow.Read(item, now) is { } row)
                rows.Add(row);
        }
        return new KalshiPage<KalshiMarketRow>(rows, json.Text("cursor") ?? "");
    }

    /// <summary>The exchange as a whole, and the shard that holds our markets.</summary>
    public static KalshiStatus ReadStatus(JsonElement json)
    {
        var (exchange, trading) = (ReadFlag(json, "exchange_active"), ReadFlag(json, "trading_active"));
        foreach (var shard in json.Items("exchange_index_statuses"))
        {
            if (shard.Integer("exchange_index") != KalshiOptions.CryptoShard)
                continue;
            exchange &= ReadFlag(shard, "exchange_active");
            trading &= ReadFlag(shard, "trading_active");
        }
        return new KalshiStatus(exchange, trading, json.Time("exchange_estimated_resume_time"));
    }

    /// <summary>The announced windows, soonest first; one that ends before it begins is left out.</summary>
    public static List<MaintenanceWindow> ReadSchedule(JsonElement json)
    {
        if (!json.TryGetProperty("schedule", out var schedule) || schedule.ValueKind != JsonValueKind.Object)
            throw new FormatException("an answer without a schedule");
        var windows = new List<MaintenanceWindow>();
        foreach (var item in schedule.Items("maintenance_windows"))
        {
            if (
                item.Time("start_datetime") is { } from
                && item.Time("end_datetime") is { } to
                && from < to
                && windows.Count < MostWindows
            )
                windows.Add(new MaintenanceWindow(from, to));
        }
        windows.Sort((a, b) => a.From.CompareTo(b.From));
        return windows;
    }

    public static KalshiLimits ReadLimits(JsonElement json)
    {
        if (
            !json.TryGetProperty("read", out var read)
            || read.Number("refill_rate") is not (>= LeastRate and <= MostRate)
            || (read.Number("bucket_capacity") ?? 0m) is < 0m or > MostRate * 10
        )
            throw new FormatException("limits without a refill rate");
        var rate = (double)read.Number("refill_rate")!.Value;
        return new KalshiLimits(rate, Math.Max((double)(read.Number("bucket_capacity") ?? 0m), rate));
    }

    private static bool ReadFlag(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var flag)
            ? flag.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw new FormatException($"{name} is neither true nor false"),
            }
            : throw new FormatException($"no {name}");
}

internal sealed record KalshiPage<T>(List<T> Rows, string Cursor);

internal sealed record KalshiStatus(bool ExchangeActive, bool TradingActive, DateTimeOffset? ResumesAt);

/// <summary>What the account may read: tokens a second, and how many can be saved up.</summary>
internal sealed record KalshiLimits(double PerSecond, double Capacity);
