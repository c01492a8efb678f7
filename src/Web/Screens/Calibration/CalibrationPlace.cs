using System.Globalization;
using Strikeboard.Engine.Calibration;
using Strikeboard.Model;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Calibration;

public sealed record CalibrationWindow(string Word, string Title, TimeSpan Length);

/// <summary>What the address asks to see, and the addresses of what lies beside it. An unknown word means: everything.</summary>
public sealed record CalibrationPlace(
    Symbol? Symbol,
    string? Series,
    int? Checkpoint,
    CalibrationWindow Window,
    bool AsTable
)
{
    public const string Home = "calibration";

    /// <summary>Shown before anything has settled: the shortest events have it too.</summary>
    public const int FirstCheckpoint = 300;

    public static readonly IReadOnlyList<CalibrationWindow> Windows =
    [
        new("24h", "24 h", TimeSpan.FromHours(24)),
        new("7d", "7 days", TimeSpan.FromDays(7)),
        new("30d", "30 days", TimeSpan.FromDays(30)),
        new("365d", "1 year", TimeSpan.FromDays(365)),
    ];

    private static readonly CalibrationWindow DefaultWindow = Windows[2];

    public static readonly CalibrationPlace Everything = new(null, null, null, DefaultWindow, AsTable: false);

    public bool IsNarrowed => Symbol is not null || Series is not null || Window.Length < DefaultWindow.Length;

    public static CalibrationPlace Of(
        Surroundings surroundings,
        string? symbol,
        string? series,
        string? before,
        string? window,
        string? view
    )
    {
        var priced = surroundings.Symbols.FirstOrDefault(one => Same(one.Symbol.Name, symbol));
        var minutes = int.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
        return new CalibrationPlace(
            priced?.Symbol,
            priced?.Series.FirstOrDefault(one => Same(one, series)),
            Checkpoints
                .Seconds.Where(seconds => seconds == minutes * 60L)
                .Select(seconds => (int?)seconds)
                .FirstOrDefault(),
            Windows.FirstOrDefault(one => Same(one.Word, window)) ?? DefaultWindow,
            view == "table"
        );
    }

    public bool Takes(Symbol symbol, string series) =>
        (Symbol is null || Symbol == symbol) && (Series is null || Series == series);

    /// <summary>To the minute, so that those who look at the same thing ask the same thing.</summary>
    public ForecastFilter Filter(DateTimeOffset now)
    {
        var from = now - Window.Length;
        return new ForecastFilter(
            Symbol,
            Series,
            From: Window == DefaultWindow ? null : from.AddTicks(-(from.Ticks % TimeSpan.TicksPerMinute))
        );
    }

    /// <summary>The address with one thing changed; an empty word takes it away.</summary>
    public string To(
        string? symbol = null,
        string? series = null,
        int? before = null,
        string? window = null,
        bool? table = null
    )
    {
        var minutes = before ?? Checkpoint / 60;
        return Address(
            Home,
            ("symbol", symbol ?? Symbol?.Name.ToLowerInvariant()),
            ("series", series ?? Series),
            ("before", minutes?.ToString(CultureInfo.InvariantCulture)),
            ("window", (window ?? Window.Word) is var word && word == DefaultWindow.Word ? null : word),
            ("view", table ?? AsTable ? "table" : null)
        );
    }

    /// <summary>The same as a file.</summary>
    public string Download(string path, int checkpoint, DateTimeOffset from) =>
        Address(
            path,
            ("format", "csv"),
            ("symbol", Symbol?.Name),
            ("series", Series),
            ("checkpoint", checkpoint.ToString(CultureInfo.InvariantCulture)),
            ("from", from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("limit", path == "api/calibration" ? null : "1000")
        );

    private static string Address(string path, params (string Name, string? Value)[] parts)
    {
        var said = parts.Where(part => !string.IsNullOrEmpty(part.Value)).ToList();
        return said.Count == 0
            ? path
            : $"{path}?{string.Join('&', said.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"))}";
    }

    private static bool Same(string one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
