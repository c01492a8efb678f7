using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <param name="Seq">Line of the ledger.</param>
/// <param name="Count">Hundredths of a contract.</param>
internal sealed record Fill(
    long Seq,
    DateTimeOffset At,
    Order Order,
    string TradeId,
    int Cents,
    long Count,
    bool IsTaker,
    decimal Fee
);

internal sealed record Settlement(
    long Seq,
    DateTimeOffset At,
    string Ticker,
    bool Yes,
    long Count,
    decimal Cost,
    decimal Fees,
    decimal Paid
);

/// <summary>A limit on what a set of orders may trade in any fifteen seconds.</summary>
internal sealed class OrderGroup(string id, int shard, long limit)
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    public string Id => id;
    public int Shard => shard;
    public long Limit { get; set; } = limit;
    public bool Triggered { get; set; }
    public DateTimeOffset CountsFrom { get; set; } = DateTimeOffset.MinValue;
}

/// <summary>Money that has left one shard and not yet reached the other.</summary>
internal sealed record Transfer(string Id, decimal Amount, int To, DateTimeOffset SentAt);

/// <summary>Everything the venue keeps for one owner of keys. Changed by lines of the ledger alone.</summary>
internal sealed class Account(string name)
{
    public string Name => name;
    public string UserId { get; } = Ids.Of(Noise.Key(0, name), 0);
    public SortedDictionary<int, decimal> Cash { get; } = [];
    public Dictionary<string, Position> Positions { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Order> Orders { get; } = new(StringComparer.Ordinal);
    public List<Order> InOrder { get; } = [];
    public Dictionary<string, Order> ByClientId { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, List<Order>> Resting { get; } = new(StringComparer.Ordinal);
    public List<Fill> Fills { get; } = [];
    public List<Settlement> Settlements { get; } = [];
    public Dictionary<string, OrderGroup> Groups { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Transfer> Transfers { get; } = new(StringComparer.Ordinal);

    public long Held(string ticker) => Positions.GetValueOrDefault(ticker)?.Count ?? 0;

    public IReadOnlyList<Order> RestingIn(string ticker) => Resting.GetValueOrDefault(ticker) ?? [];

    public decimal CashOn(int shard) => Cash.GetValueOrDefault(shard);
}
