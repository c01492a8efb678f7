using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Tests.Screens;

public sealed class ViewerClockTests
{
    private static readonly DateTimeOffset Summer = new(2026, 7, 1, 17, 5, 9, TimeSpan.Zero);
    private static readonly DateTimeOffset Winter = new(2026, 1, 1, 17, 5, 9, TimeSpan.Zero);
    private readonly ViewerClock _clock = new();

    [Fact]
    public void VenueZone_IsNamed_AndTellsSummerFromWinter()
    {
        _clock.Use(ViewZone.Venue);

        Assert.Equal(("13:05:09", "New York, UTC\u22124"), (_clock.Time(Summer), _clock.ZoneLabel(Summer)));
        Assert.Equal(("12:05:09", "New York, UTC\u22125"), (_clock.Time(Winter), _clock.ZoneLabel(Winter)));
        Assert.Equal("2026-07-01T13:05:09.000-04:00", _clock.Iso8601(Summer));
    }

    [Fact]
    public void TwelveHours_ReachEveryTime_AndNoExport()
    {
        _clock.UseTwelveHours(true);

        Assert.Equal("5:05:09 PM", _clock.Time(Summer));
        Assert.Equal("2026-07-01 5:05:09 PM", _clock.DateTime(Summer));
        Assert.Equal("2026-07-01T17:05:09.000Z", _clock.Iso8601(Summer));
    }

    [Theory]
    [InlineData("2026-07-01T13:05:09", "2026-07-01T17:05:09.000Z")]
    [InlineData("2026-03-08T02:30", "2026-03-08T07:30:00.000Z")]
    [InlineData("soon", null)]
    public void TypedTime_IsMeantInTheViewersZone(string typed, string? meant)
    {
        _clock.Use(ViewZone.Venue);

        Assert.Equal(meant, _clock.Meant(typed) is { } at ? ViewerClock.Iso(at) : null);
    }

    [Fact]
    public void BrowserZone_IsTheBrowsers()
    {
        _clock.Take(new ViewSettings { Zone = ViewZone.Browser, BrowserZone = "Asia/Kolkata" });

        Assert.Equal(("22:35:09", "UTC+5:30"), (_clock.Time(Summer), _clock.ZoneLabel(Summer)));
    }
}
