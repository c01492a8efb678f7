namespace Strikeboard.Exchanges.Tests.Coinbase;

/// <summary>Frames in the shape the venue sends them; the values are invented.</summary>
internal static class CoinbaseFrames
{
    public const string Ack =
        """{"channel":"subscriptions","client_id":"","timestamp":"2026-09-10T12:00:00.000000001Z","sequence_num":1,"events":[{"subscriptions":{"heartbeats":["heartbeats"],"ticker":["BTC-USD","ETH-USD"]}}]}""";

    public const string Snapshot =
        """{"channel":"ticker","client_id":"","timestamp":"2026-09-10T12:00:00.123456789Z","sequence_num":2,"events":[{"type":"snapshot","tickers":[{"type":"ticker","product_id":"BTC-USD","price":"84213.07","volume_24_h":"9612.38101534","low_24_h":"82950.11","high_24_h":"85120","low_52_w":"49200.5","high_52_w":"126000","price_percent_chg_24_h":"-0.61","best_bid":"84213.06","best_bid_quantity":"0.31","best_ask":"84213.07","best_ask_quantity":"0.02"},{"type":"ticker","product_id":"ETH-USD","price":"1829.4","volume_24_h":"81000.1","low_24_h":"1800","high_24_h":"1861.2","low_52_w":"1400","high_52_w":"4900","price_percent_chg_24_h":"0.2","best_bid":"1829.39","best_bid_quantity":"4","best_ask":"1829.41","best_ask_quantity":"2.5"}]}]}""";

    public const string Heartbeat =
        """{"channel":"heartbeats","client_id":"","timestamp":"2026-09-10T12:00:01Z","sequence_num":3,"events":[{"current_time":"2026-09-10 12:00:01.000000001 +0000 UTC m=+100.1","heartbeat_counter":3049}]}""";

    public const string Error = """{"type":"error","message":"invalid product"}""";

    public static readonly string[] All = [Ack, Snapshot, Heartbeat, Error];
}
