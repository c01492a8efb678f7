using System.Globalization;

namespace Strikeboard.Simulator;

/// <summary>Reads the arguments of the simulator as its own program; a taken port is a failure there.</summary>
internal static class CommandLine
{
    private static readonly string DefaultKeys = Path.Combine(".strikeboard", "simulator");

    public static bool TryRead(string[] args, out SimulatorOptions options, out string fault)
    {
        var (port, seed, keys) = (8090, 1, DefaultKeys);
        string? ledger = null;
        var symbols = new List<SimulatedSymbol>(SimulatedSymbol.Usual);
        options = new SimulatorOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var read = args[i] switch
            {
                "--port" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port)
                    && port <= 65535,
                "--seed" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed),
                "--symbol" => TryAdd(symbols, value),
                "--ledger" => (ledger = value).Length > 0,
                "--keys" => (keys = value).Length > 0,
                _ => false,
            };
            if (!read)
            {
                fault = $"Cannot read {args[i]} {value}".TrimEnd() + ".";
                return false;
            }
        }
        options = new SimulatorOptions
        {
            Port = port,
            Seed = seed,
            Symbols = symbols,
            KalshiKeyFolder = Path.GetFullPath(keys),
            LedgerFile = ledger is null ? null : Path.GetFullPath(ledger),
            AnotherPortIfTaken = false,
        };
        fault = "";
        return true;
    }

    /// <summary>One more symbol: <c>SOL:SOL-USD:KXSOLD,KXSOL</c>.</summary>
    private static bool TryAdd(List<SimulatedSymbol> symbols, string text)
    {
        if (text.Split(':') is not [var name, var product, var series] || name.Length == 0 || product.Length == 0)
            return false;
        var tickers = series.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (tickers.Length == 0 || symbols.Exists(held => held.Symbol.Equals(name, StringComparison.OrdinalIgnoreCase)))
            return false;
        symbols.Add(new SimulatedSymbol(name.ToUpperInvariant(), product, tickers));
        return true;
    }
}
