using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Strikeboard.Engine;

namespace Strikeboard.Examples.Symbols;

public sealed class SymbolTests
{
    [Fact]
    public void Settings_AThirdBlock_AreAThirdSymbol()
    {
        var symbols = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "Symbols", "appsettings.json"))
            .Build()
            .GetSection("Symbols")
            .Get<List<SymbolOptions>>()!;

        Assert.Equal(["BTC", "ETH", "SOL"], symbols.Select(symbol => symbol.Name));
        Assert.All(symbols, symbol => Validator.ValidateObject(symbol, new ValidationContext(symbol), true));
    }
}
