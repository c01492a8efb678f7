using Bunit;
using Strikeboard.Engine.Outputs;
using Strikeboard.Web.Screens.Pipeline;

namespace Strikeboard.Web.Tests.Screens;

public sealed class OutputsPanelTests : ScreenTest
{
    [Fact]
    public void Panel_EachFormat_SaysHowItStandsAndWhyNot()
    {
        var written = OutputFormatReport.NotYet("json", on: true) with
        {
            Writes = 7,
            WrittenAt = Now.AddSeconds(-2),
            CycleId = 7,
            Ms = 3.25,
            Files = [new OutputFileReport("strike_tables/btc_strike_table.json", Now, 7, 4096)],
        };
        var failing = OutputFormatReport.NotYet("csv", on: true) with
        {
            Failures = 3,
            Error = "No space left on device",
        };
        Outputs.Current = new OutputReport(
            true,
            "exports",
            0,
            [
                written,
                failing,
                written with
                {
                    Name = "old",
                    WrittenAt = Now.AddMinutes(-1),
                },
                OutputFormatReport.NotYet("text", on: false),
            ]
        );

        var panel = Render<OutputsPanel>();

        var words = panel.FindAll(".badge").Select(badge => badge.TextContent.Trim());
        Assert.Equal(["written", "failing", "old", "off"], words);
        Assert.Contains("2.0 s ago", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("No space left on device", panel.Markup, StringComparison.Ordinal);
    }
}
