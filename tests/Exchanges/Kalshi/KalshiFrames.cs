namespace Strikeboard.Exchanges.Tests.Kalshi;

/// <summary>Frames in the shape the venue sends them; the values are invented.</summary>
internal static class KalshiFrames
{
    public const string Subscribed = """{"id":1,"type":"subscribed","msg":{"channel":"orderbook_delta","sid":7}}""";

    public const string Snapshot =
        """{"type":"orderbook_snapshot","sid":7,"seq":2,"msg":{"market_ticker":"KXBTCD-26SEP1017-T83999.99","market_id":"0b1c","yes_dollars_fp":[["0.0100","120.00"],["0.5500","10.50"]],"no_dollars_fp":[["0.0900","77.00"],["0.4200","3.25"]]}}""";

    public const string SnapshotWithoutNo =
        """{"type":"orderbook_snapshot","sid":7,"seq":3,"msg":{"market_ticker":"KXBTCD-26SEP1017-T84099.99","market_id":"0b1d","yes_dollars_fp":[["0.0100","120.00"]]}}""";

    public const string Delta =
        """{"type":"orderbook_delta","sid":7,"seq":4,"msg":{"market_ticker":"KXBTCD-26SEP1017-T83999.99","market_id":"0b1c","price_dollars":"0.4200","delta_fp":"-3.25","side":"no","ts":"2026-09-10T20:01:02.5Z","ts_ms":1789070462500}}""";

    public const string Ticker =
        """{"type":"ticker","sid":8,"msg":{"market_ticker":"KXBTCD-26SEP1017-T83999.99","market_id":"0b1c","price_dollars":"0.5600","yes_bid_dollars":"0.5500","yes_ask_dollars":"0.5800","yes_bid_size_fp":"10.50","yes_ask_size_fp":"3.25","last_trade_size_fp":"4.00","volume_fp":"15022.50","open_interest_fp":"9120.00","dollar_volume":8000,"dollar_open_interest":5000,"ts":1789070462,"ts_ms":1789070462500}}""";

    public const string Lifecycle =
        """{"type":"market_lifecycle_v2","sid":9,"seq":1,"msg":{"event_type":"determined","market_ticker":"KXBTCD-26SEP1017-T83999.99","result":"yes","settlement_value":"1.0000","determination_ts":1789070700}}""";

    public const string Ok =
        """{"id":4,"sid":7,"seq":5,"type":"ok","msg":{"market_tickers":["KXBTCD-26SEP1017-T83999.99"]}}""";

    public const string Listed =
        """{"id":5,"type":"ok","msg":[{"channel":"orderbook_delta","sid":7},{"channel":"ticker","sid":8}]}""";

    public const string Error = """{"id":6,"type":"error","msg":{"code":8,"msg":"Unknown channel name"}}""" + "\n";

    public static readonly string[] All =
    [
        Subscribed,
        Snapshot,
        SnapshotWithoutNo,
        Delta,
        Ticker,
        Lifecycle,
        Ok,
        Listed,
        Error,
    ];
}
