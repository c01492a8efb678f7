using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi;

/// <param name="Count">Hundredths of a contract.</param>
internal sealed record PublicTrade(
    string Id,
    string Ticker,
    int YesCents,
    long Count,
    bool TakerBuysYes,
    DateTimeOffset At
)
{
    public static string NewId(SeededRandom random)
    {
        var bytes = new byte[16];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.Below(256);
        }
        return new Guid(bytes).ToString();
    }
}
