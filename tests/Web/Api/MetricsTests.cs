using System.Text.RegularExpressions;
using Strikeboard.Engine.Metrics;
using Strikeboard.Model;
using Strikeboard.Web.Metrics;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Api;

public sealed partial class MetricsTests(HouseFixture shared) : IClassFixture<HouseFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_EveryLine_IsOfTheFormatAndExplained()
    {
        using var script = shared.House.WithKey(await shared.House.KeyAsync(Role.Viewer, [], Cancel));

        using var answer = await script.GetAsync("/metrics", Cancel);
        var lines = (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.All(lines, line => Assert.Matches(line[0] == '#' ? Comment : Sample, line));
        var helped = lines
            .Where(l => l.StartsWith("# HELP", StringComparison.Ordinal))
            .Select(l => l.Split(' ')[2])
            .ToList();
        Assert.Equal(helped.Count, helped.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(
            "strikeboard_cycles_total{outcome=\"succeeded\"}",
            string.Join('\n', lines),
            StringComparison.Ordinal
        );
        Assert.Contains("strikeboard_circuits", helped);
        Assert.Contains("process_uptime_seconds", helped);
    }

    [Fact]
    public void Text_LabelsAndHistograms_AreEscapedAndCumulative()
    {
        var text = PrometheusText.Write([
            Metric.By("gauge", "x_seconds", "a\nb", "who", [("q\"\\\n", double.PositiveInfinity)]),
        ]);

        Assert.Equal("# HELP x_seconds a\\nb\n# TYPE x_seconds gauge\nx_seconds{who=\"q\\\"\\\\\\n\"} +Inf\n", text);
    }

    [GeneratedRegex(@"^# (HELP|TYPE) [a-z_]+ .+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment { get; }

    [GeneratedRegex(
        @"^[a-z_]+(\{[a-z_]+=""[^""]*""(,[a-z_]+=""[^""]*"")*\})? (-?[0-9.E+-]+|[+-]Inf|NaN)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Sample { get; }
}
