using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Tests;

/// <summary>What is asked for is listed, known here or not.</summary>
public sealed class SymbolTests
{
    private static readonly SimulatedSymbol Sol = new("SOL", "SOL-USD", ["KXSOLD", "KXSOL"]);

    [Fact]
    public void UnknownCoin_ByItsName_HasTheSameMiddlingPriceEachTime()
    {
        var one = SymbolSpec.Of(Sol);
        var other = SymbolSpec.Of(new SimulatedSymbol("XYZ", "XYZ-USD", ["KXXYZ"]));

        Assert.Equal(one, SymbolSpec.Of(Sol));
        Assert.InRange(one.Level, 20m, 500m);
        Assert.NotEqual(one.Level, other.Level);
        Assert.Equal("SOL-USD", one.Product);
    }

    [Theory]
    [InlineData("KXSOLD", 41, 240, 0.5, 0.25)]
    [InlineData("KXSOL", 21, 240, 0.5, 0.25)]
    [InlineData("KXSOLD", 41, 2500, 5, 2.5)]
    public async Task UnknownSeries_ByItsLastLetter_IsALadderOrRangesOfRoundSteps(
        string series,
        int markets,
        decimal level,
        decimal hourly,
        decimal tenMinutes
    )
    {
        await using var sim = await Pretended.StartAsync(
            new SimulatorOptions
            {
                Port = 0,
                AnnualVolatility = 0,
                Symbols = [.. SimulatedSymbol.Usual, Sol with { Level = level }],
            }
        );

        var listed = await sim.MarketsAsync($"series_ticker={series}&status=open");

        var events = listed.GroupBy(m => m.GetProperty("event_ticker").GetString()!, StringComparer.Ordinal).ToList();
        Assert.Equal(2, events.Count);
        foreach (var held in events)
        {
            Assert.Equal(markets, held.Count());
            var floors = held.Where(m =>
                    m.TryGetProperty("floor_strike", out var f) && f.ValueKind == System.Text.Json.JsonValueKind.Number
                )
                .Select(m => m.GetProperty("floor_strike").GetDecimal())
                .Order()
                .ToList();
            Assert.True(floors[2] - floors[1] is var step && (step == hourly || step == tenMinutes), $"{step}");
        }
    }
}
