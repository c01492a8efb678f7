using System.Text.Json;
using Strikeboard.Simulator.Control;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>Whether the venue trades, when it will not, and who may see the index: by its own calendar and by the faults in force.</summary>
internal sealed class Conditions(FaultBoard faults, SimulatorOptions options)
{
    private static readonly TimeSpan UsualMaintenance = TimeSpan.FromHours(2);
    private static readonly TimeZoneInfo Eastern = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>Every contract is taken out of trading one by one, as after an incident.</summary>
    public bool IsHalted => faults.IsActive(KalshiExchange.Venue, FaultKind.Halt);

    /// <summary>An announced pause: cancels go, nothing else does.</summary>
    public bool IsMaintained => faults.IsActive(KalshiExchange.Venue, FaultKind.Maintenance);

    public bool IsTrading => !IsHalted && !IsMaintained;

    /// <summary>The same for one contract, which may be halted alone.</summary>
    public bool IsHaltedIn(Market market) =>
        faults.IsActive(KalshiExchange.Venue, FaultKind.Halt, new FaultTarget(null, market.Ticker));

    public bool MaySeeIndex =>
        options.KalshiIndexEntitled && !faults.IsActive(KalshiExchange.Venue, FaultKind.Unentitled);

    public void WriteStatus(Utf8JsonWriter w)
    {
        w.WriteStartObject();
        w.WriteBoolean("exchange_active", true);
        w.WriteBoolean("trading_active", IsTrading);
        w.WriteBoolean("intra_exchange_transfers_active", true);
        if (ResumesAt is { } resumes)
        {
            w.WriteString("exchange_estimated_resume_time", KalshiText.Time(resumes));
        }
        w.WriteStartArray("exchange_index_statuses");
        foreach (var (number, name) in new[] { (0, "default"), (1, "combos"), (KalshiExchange.Shard, "crypto") })
        {
            w.WriteStartObject();
            w.WriteNumber("exchange_index", number);
            w.WriteString("description", name);
            w.WriteBoolean("exchange_active", true);
            w.WriteBoolean("trading_active", IsTrading);
            w.WriteEndObject();
        }
        w.WriteEndArray();
        w.WriteEndObject();
    }

    public void WriteSchedule(Utf8JsonWriter w, DateTimeOffset now)
    {
        w.WriteStartObject();
        w.WriteStartObject("schedule");
        w.WriteStartArray("standard_hours");
        w.WriteStartObject();
        w.WriteString("start_time", "2026-01-01T00:00:00Z");
        w.WriteString("end_time", "2036-01-01T00:00:00Z");
        foreach (var day in Enum.GetNames<DayOfWeek>())
        {
            w.WriteStartArray(day.ToLowerInvariant());
            w.WriteStartObject();
            w.WriteString("open_time", "00:00");
            w.WriteString("close_time", "24:00");
            w.WriteEndObject();
            w.WriteEndArray();
        }
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteStartArray("maintenance_windows");
        foreach (var (from, to) in Windows(now))
        {
            w.WriteStartObject();
            w.WriteString("start_datetime", KalshiText.Time(from));
            w.WriteString("end_datetime", KalshiText.Time(to));
            w.WriteEndObject();
        }
        w.WriteEndArray();
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private DateTimeOffset? ResumesAt =>
        (
            faults.Active(KalshiExchange.Venue, FaultKind.Maintenance)
            ?? faults.Active(KalshiExchange.Venue, FaultKind.Halt)
        )?.Until;

    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Windows(DateTimeOffset now)
    {
        if (faults.Active(KalshiExchange.Venue, FaultKind.Maintenance) is { } running)
        {
            yield return (running.Since, running.Until ?? running.Since + UsualMaintenance);
        }
        yield return NextThursday(now);
    }

    /// <summary>Thursday, three to five in New York: announced, as the venue does, and not kept, so that a demo goes on.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) NextThursday(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Eastern);
        var days = ((int)DayOfWeek.Thursday - (int)local.DayOfWeek + 7) % 7;
        var start = local.Date.AddDays(days).AddHours(3);
        if (start <= local.DateTime)
        {
            start = start.AddDays(7);
        }
        var from = new DateTimeOffset(start, Eastern.GetUtcOffset(start)).ToUniversalTime();
        return (from, from + UsualMaintenance);
    }
}
