namespace Strikeboard.Simulator;

/// <summary>What can be chosen about the simulated exchanges. Every default makes a lively demo.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Loopback port; 0 takes any free one.</summary>
    public int Port { get; init; } = 8090;

    /// <summary>Whether a taken port is answered by taking another one (embedded) or by failing (own program).</summary>
    public bool AnotherPortIfTaken { get; init; } = true;

    /// <summary>What is listed.</summary>
    public IReadOnlyList<SimulatedSymbol> Symbols { get; init; } = SimulatedSymbol.Usual;

    /// <summary>Everything random follows from it: the same seed shows the same prices at the same instants.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder of the demo key pair, written with access for the owner alone and reused. Null: a pair in memory.</summary>
    public string? KalshiKeyFolder { get; init; }

    /// <summary>File of the ledger, appended and flushed line by line. Null: beside the keys, or in memory without a key folder.</summary>
    public string? LedgerFile { get; init; }

    /// <summary>Volatility a year as a fraction, for every symbol. Null: each symbol's own (BTC 0.50, ETH 0.60). 0: prices stand still.</summary>
    public double? AnnualVolatility { get; init; }

    /// <summary>How far the settlement index lies above the exchange's price, as a fraction of it.</summary>
    public decimal IndexBasis { get; init; } = 0.00001m;

    /// <summary>True: prints of (close − 60 s, close]. False: those of [close − 60 s, close − 1 s].</summary>
    public bool SettlementWindowIncludesClose { get; init; } = true;

    /// <summary>How long after the full hour the hourly events close, and those of ten minutes after :10 to :50; below an hour.</summary>
    public TimeSpan CloseOffset { get; init; }

    /// <summary>From close to `determined`.</summary>
    public TimeSpan DeterminationDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From `determined` to `finalized`.</summary>
    public TimeSpan SettlementTimer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the pretended world moves.</summary>
    public TimeSpan Pulse { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Frames a client may leave unread before it is cut off.</summary>
    public int ClientQueueFrames { get; init; } = 8192;

    /// <summary>Kalshi read budget; a call costs ten tokens, the bucket holds two seconds.</summary>
    public int KalshiReadTokensPerSecond { get; init; } = 200;

    /// <summary>Kalshi write budget; an order costs ten tokens, a cancel two, the bucket holds one second.</summary>
    public int KalshiWriteTokensPerSecond { get; init; } = 100;

    /// <summary>Who trades. The first is the owner of the demo key; a name the ledger knows already keeps what it has there.</summary>
    public IReadOnlyList<SimulatedAccount> KalshiAccounts { get; init; } = SimulatedAccount.Usual;

    /// <summary>Factor of the quadratic fee for whoever takes, and for whoever was resting.</summary>
    public decimal KalshiTakerFee { get; init; } = 0.07m;
    public decimal KalshiMakerFee { get; init; }

    /// <summary>Smallest step of a balance, in dollars: 0.01 for ordinary members, 0.0001 for direct ones.</summary>
    public decimal KalshiBalancePrecision { get; init; } = 0.01m;

    /// <summary>How long money is on its way between shards.</summary>
    public TimeSpan KalshiTransferDelay { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a cancelled order is still shown resting to who asks for it by its id. 360 ms were seen at the venue.</summary>
    public TimeSpan KalshiStaleReadAfterCancel { get; init; } = TimeSpan.Zero;

    /// <summary>From the close of a market to the end of the orders that still rest there.</summary>
    public TimeSpan KalshiCloseCancelDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the demo account may see the settlement index.</summary>
    public bool KalshiIndexEntitled { get; init; } = true;

    public int CoinbaseRequestsPerSecond { get; init; } = 10;

    /// <summary>How long the fault `slow` holds an answer back.</summary>
    public TimeSpan SlowAnswer { get; init; } = TimeSpan.FromSeconds(3);
}
