using System.Globalization;
using Strikeboard.Engine.Calibration;
using Strikeboard.Model;

namespace Strikeboard.Web.Api;

/// <summary>How good the forecasts were, and the forecasts with their outcomes.</summary>
internal static class CalibrationCalls
{
    private const int LongestSeries = 50;

    private static readonly CsvColumn<CheckpointCalibration>[] Scores =
    [
        new("checkpointSeconds", c => c.Checkpoint),
        new("kept", c => c.Count.Kept),
        new("waiting", c => c.Count.Waiting),
        new("overdue", c => c.Count.Overdue),
        new("notScored", c => c.Count.NotScored),
        new("scored", c => c.Scored),
        new("needed", c => c.Needed),
        new("events", c => c.Events),
        new("isProvisional", c => c.IsProvisional),
        new("verdict", c => c.Verdict),
        .. Forecaster("ours", c => c.Ours),
        .. Forecaster("oursWhereQuoted", c => c.OursWhereQuoted),
        .. Forecaster("market", c => c.Market),
        .. Measure("skillAgainstMarket", c => c.SkillAgainstMarket),
    ];

    private static readonly CsvColumn<ForecastEntry>[] Entries =
    [
        new("id", e => e.Id),
        new("ticker", e => e.Forecast.Ticker),
        new("checkpointSeconds", e => e.Forecast.Checkpoint),
        new("symbol", e => e.Forecast.Symbol.Name),
        new("series", e => e.Forecast.Series),
        new("eventTicker", e => e.Forecast.EventTicker),
        new("closeTime", e => e.Forecast.CloseTime),
        new("at", e => e.Forecast.At),
        new("cycleId", e => e.Forecast.CycleId),
        new("pYes", e => e.Forecast.PYes),
        new("quality", e => e.Forecast.Quality),
        new("yesBidCents", e => e.Forecast.YesBid),
        new("yesAskCents", e => e.Forecast.YesAsk),
        new("quoteQuality", e => e.Forecast.QuoteQuality),
        new("marketMid", e => e.Forecast.MarketMid),
        new("isScored", e => e.Forecast.IsScored),
        new("result", e => e.Result),
        new("expirationValue", e => e.ExpirationValue),
        new("settledAt", e => e.SettledAt),
        new("isFinal", e => e.IsFinal),
    ];

    public static void MapCalibration(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/calibration").WithTags("Calibration");
        group.MapGet("", ReadAsync);
        group.MapGet("/forecasts", ListAsync);
    }

    private static async Task<IResult> ReadAsync(
        [AsParameters] ListParameters list,
        string? symbol,
        string? series,
        string? checkpoint,
        ICalibrationReader calibration,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        if (TryRead(symbol, series, checkpoint, page, out var filter) is { } wrong)
            return wrong;
        var answer = await calibration.ReadAsync(filter, cancellationToken);
        return list.WantsCsv
            ? TypedResults.Text(Csv.Write(answer.Checkpoints, Scores), "text/csv; charset=utf-8")
            : TypedResults.Ok(answer);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        string? symbol,
        string? series,
        string? checkpoint,
        ICalibrationReader calibration,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        if (TryRead(symbol, series, checkpoint, page, out var filter) is { } wrong)
            return wrong;
        return Lists.Answer(context, list, await calibration.ListAsync(filter, page, cancellationToken), Entries);
    }

    private static IResult? TryRead(
        string? symbolName,
        string? series,
        string? checkpointText,
        Engine.PageRequest page,
        out ForecastFilter filter
    )
    {
        filter = new ForecastFilter(From: page.From, To: page.To);
        if (symbolName is not null)
        {
            if (!Symbol.TryParse(symbolName, out var symbol))
                return Problems.BadField("symbol", "not a symbol such as BTC.");
            filter = filter with { Symbol = symbol };
        }
        if (series is not null)
        {
            if (series.Length is 0 or > LongestSeries || !series.All(char.IsAsciiLetterOrDigit))
                return Problems.BadField("series", "not a series such as KXBTCD.");
            filter = filter with { Series = series.ToUpperInvariant() };
        }
        if (checkpointText is null)
            return null;
        if (
            !int.TryParse(checkpointText, NumberStyles.None, CultureInfo.InvariantCulture, out var checkpoint)
            || !Checkpoints.Seconds.Contains(checkpoint)
        )
            return Problems.BadField(
                "checkpoint",
                $"one of {string.Join(", ", Checkpoints.Seconds)} seconds before the close."
            );
        filter = filter with { Checkpoint = checkpoint };
        return null;
    }

    private static IEnumerable<CsvColumn<CheckpointCalibration>> Forecaster(
        string name,
        Func<CheckpointCalibration, ForecasterScores?> pick
    ) =>
        [
            new($"{name}.count", c => pick(c)?.Count),
            .. Measure($"{name}.brier", c => pick(c)?.Brier),
            .. Measure($"{name}.logLoss", c => pick(c)?.LogLoss),
            .. Measure($"{name}.expectedError", c => pick(c)?.ExpectedError),
            .. Measure($"{name}.worstError", c => pick(c)?.WorstError),
            new($"{name}.reliability", c => pick(c)?.Reliability),
            new($"{name}.resolution", c => pick(c)?.Resolution),
            new($"{name}.uncertainty", c => pick(c)?.Uncertainty),
            .. Measure($"{name}.skill", c => pick(c)?.Skill),
        ];

    private static IEnumerable<CsvColumn<CheckpointCalibration>> Measure(
        string name,
        Func<CheckpointCalibration, Measured?> pick
    ) =>
        [
            new(name, c => pick(c)?.Value),
            new($"{name}.low", c => pick(c)?.Low),
            new($"{name}.high", c => pick(c)?.High),
        ];
}
