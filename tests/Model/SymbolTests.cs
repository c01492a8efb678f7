using System.Text.Json;

namespace Strikeboard.Model.Tests;

public sealed class SymbolTests
{
    [Theory]
    [InlineData("btc", "BTC")]
    [InlineData("Eth2", "ETH2")]
    public void New_AnyCase_HasOneSpelling(string text, string expected) =>
        Assert.Equal(expected, new Symbol(text).Name);

    [Theory]
    [InlineData("")]
    [InlineData("BTC-USD")]
    [InlineData("BTC ")]
    [InlineData("<script>")]
    [InlineData("ABCDEFGHIJKLM")]
    [InlineData("ÄTH")]
    public void TryParse_WhatIsNoSymbol_IsRefused(string text)
    {
        Assert.False(Symbol.TryParse(text, out _));
        Assert.Throws<ArgumentException>(() => new Symbol(text));
    }

    [Fact]
    public void Json_GoesAsItsNameAndComesBack()
    {
        var json = JsonSerializer.Serialize(new Symbol("btc"));

        Assert.Equal("\"BTC\"", json);
        Assert.Equal(new Symbol("BTC"), JsonSerializer.Deserialize<Symbol>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Symbol>("\"no symbol\""));
    }
}
