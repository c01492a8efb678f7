using System.Text;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>What a broken feed sends between the good frames.</summary>
internal static class MalformedFrames
{
    private static readonly string[] OutOfRange =
    [
        """{"market_ticker":"%","price_dollars":"1.5000","delta_fp":"10.00","side":"yes"}""",
        """{"market_ticker":"%","price_dollars":"-0.1000","delta_fp":"10.00","side":"no"}""",
        """{"market_ticker":"%","price_dollars":"0.5000","delta_fp":"1e30","side":"yes"}""",
        """{"market_ticker":"%","price_dollars":"0.5000","delta_fp":"5.00","side":"maybe"}""",
        """{"market_ticker":"%","price_dollars":null,"delta_fp":5,"side":"yes"}""",
        """{"market_ticker":"","yes_dollars_fp":[["0.5"],["x","y"]]}""",
    ];

    public static byte[] Pick(SeededRandom random, Subscription subscription, string type, byte[] message)
    {
        switch (random.Below(5))
        {
            case 0:
                return "not json at all"u8.ToArray();
            case 1:
                return Encoding.UTF8.GetBytes(new string('[', 300));
            case 2:
                return """{"type":"no_such_type","sid":999,"msg":{}}"""u8.ToArray();
            case 3:
                var whole = subscription.Compose(type, 1, message);
                return whole[..(whole.Length / 2)];
            default:
                // Well numbered, so that the client must look at the values themselves.
                var ticker = subscription.Markets.Count > 0 ? subscription.Markets[0].Ticker : "";
                var text = OutOfRange[random.Below(OutOfRange.Length)].Replace("%", ticker, StringComparison.Ordinal);
                return subscription.Compose(type, subscription.TakeNumber(), Encoding.UTF8.GetBytes(text));
        }
    }
}
