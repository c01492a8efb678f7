using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi;

internal enum MarketStatus
{
    Initialized,
    Active,
    Inactive,
    Closed,
    Determined,
    Finalized,
}

internal enum StrikeType
{
    Greater,
    Less,
    Between,
}

/// <summary>One strike of one event. Changed only under the exchange's lock.</summary>
internal sealed class Market(
    MarketEvent of,
    string ticker,
    StrikeType strikeType,
    decimal? floor,
    decimal? cap,
    ulong key
)
{
    public MarketEvent Event => of;
    public string Ticker => ticker;
    public StrikeType StrikeType => strikeType;
    public decimal? Floor => floor;
    public decimal? Cap => cap;
    public ulong Key => key;
    public string Id { get; } =
        new Guid(
            BitConverter.GetBytes(Noise.Mix(key, 1)).Concat(BitConverter.GetBytes(Noise.Mix(key, 2))).ToArray()
        ).ToString();

    public Book Book { get; } = new();
    public SeededRandom Random { get; } = new(Noise.Mix(key, 3));
    public MarketStatus Status { get; set; } = MarketStatus.Initialized;
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Hundredths of a contract, as everything counted here.</summary>
    public long Volume { get; set; }
    public long OpenInterest { get; set; }
    public int LastPriceCents { get; set; }
    public int PreviousPriceCents { get; set; }
    public long LastTradeSize { get; set; }

    public bool? Result { get; set; }
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Whether the ledger knows it already.</summary>
    public bool IsOnRecord { get; set; }

    /// <summary>Whether its result is in the ledger from an earlier run.</summary>
    public bool IsSettledOnRecord { get; set; }

    /// <summary>Whether resting orders have been ended after the close.</summary>
    public bool IsEmptied { get; set; }

    public MakerState Maker { get; } = new();
    public Watchers Watchers { get; } = new();

    public int YesBid => Book.Best(BookSide.Yes);
    public int NoBid => Book.Best(BookSide.No);

    /// <summary>Whether the rounded average makes it Yes: `greater` and `less` strictly, `between` including both ends.</summary>
    public bool IsYes(decimal average) =>
        strikeType switch
        {
            StrikeType.Greater => average > floor,
            StrikeType.Less => average < cap,
            _ => average >= floor && average <= cap,
        };
}
