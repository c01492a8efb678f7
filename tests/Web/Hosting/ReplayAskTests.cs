using Strikeboard.Model;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Tests.Hosting;

public sealed class ReplayAskTests
{
    [Fact]
    public void Parse_AnHour_IsItsSixtyMinutes()
    {
        var (ask, _) = ReplayAsk.Parse(["--hour", "2026-11-21T13"]);

        var from = new DateTimeOffset(2026, 11, 21, 13, 0, 0, TimeSpan.Zero);
        Assert.Equal((from, from.AddHours(1)), (ask?.Request.From, ask?.Request.To));
    }

    [Fact]
    public void Parse_TimesAndSymbolAmongSettings_EachGoesWhereItBelongs()
    {
        var (ask, _) = ReplayAsk.Parse([
            "--Home",
            "here",
            "--from=2026-11-21T13:05",
            "--today",
            "--to",
            "2026-11-21T13:06:30Z",
            "--symbol",
            "btc",
        ]);

        Assert.Equal(["--Home", "here"], ask!.Settings);
        Assert.True(ask.Request.WithToday);
        Assert.Equal(new Symbol("BTC"), ask.Request.Symbol);
        Assert.Equal(TimeSpan.FromSeconds(90), ask.Request.To - ask.Request.From);
    }

    [Fact]
    public void Parse_ASettingOfThePipeline_IsTriedInThePlaceOfTheRecordedOne()
    {
        var (ask, _) = ReplayAsk.Parse(["--Pipeline:StrikeRows", "11"]);
        var (other, _) = ReplayAsk.Parse(["--Home", "here"]);

        Assert.True(ask!.Request.WithToday);
        Assert.False(other!.Request.WithToday);
    }

    [Theory]
    [InlineData("--hour", "yesterday")]
    [InlineData("--from", "noon")]
    [InlineData("--symbol", "B T C")]
    [InlineData("--to")]
    public void Parse_WhatCannotBeRead_IsNamedWithTheUsage(params string[] arguments)
    {
        var (ask, fault) = ReplayAsk.Parse(arguments);

        Assert.Null(ask);
        Assert.StartsWith(arguments[0], fault);
        Assert.Contains("replay [--hour", fault);
    }
}
