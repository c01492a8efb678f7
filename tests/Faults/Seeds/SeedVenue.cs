using System.Globalization;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Faults.Seeds;

internal sealed record PlaceRequest(
    string ClientOrderId,
    string Instrument,
    bool IsEntry,
    decimal Quantity,
    DateTimeOffset? ExpiresAt
);

/// <summary>A venue that accepts whatever a desk may send by mistake, fills it when it likes, and remembers everything.</summary>
internal sealed class SeedVenue(SeedClock clock, Random random, VenueHabits habits)
{
    private readonly Dictionary<string, SeedOrder> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _net = new(StringComparer.Ordinal);
    private readonly List<SeedOrder> _older = [];
    private int _names;

    /// <summary>From now on everything fills at once and nothing is hidden.</summary>
    public bool IsCalm { get; set; }

    public IEnumerable<SeedOrder> Orders => _older.Concat(_orders.Values);

    public List<string> Broken { get; } = [];

    public event Action<SeedOrder, Fill?>? Happened;

    public decimal Net(string instrument) => _net.GetValueOrDefault(instrument);

    /// <summary>Null: the name is taken. An order that comes after its own expiry is refused, and "refused" is its report.</summary>
    public OrderReport? Place(PlaceRequest request)
    {
        if (_orders.TryGetValue(request.ClientOrderId, out var earlier) && !MayReuse(earlier))
            return null;
        var late = habits.Expires && request.ExpiresAt <= clock.Now;
        if (late || (!IsCalm && random.Next(20) == 0))
            return Refusal(request);
        var order = new SeedOrder
        {
            ClientOrderId = request.ClientOrderId,
            VenueOrderId = $"v{_names++}",
            Instrument = request.Instrument,
            IsEntry = request.IsEntry,
            Quantity = request.Quantity,
            VisibleAt = clock.Now.AddMilliseconds(IsCalm ? 0 : random.Next(1800)),
        };
        JudgeIntent(order);
        if (earlier is not null)
            _older.Add(earlier);
        _orders[order.ClientOrderId] = order;
        Match(order);
        if (habits.Expires && request.ExpiresAt is { } end)
            clock.In((end - clock.Now).TotalMilliseconds, () => End(order, ReportedState.Expired));
        return order.Report;
    }

    public SeedOrder? Find(string clientOrderId) =>
        _orders.TryGetValue(clientOrderId, out var order) && order.VisibleAt <= clock.Now ? order : null;

    /// <summary>False: no such order rests, and that is all the venue says.</summary>
    public bool Cancel(string venueOrderId)
    {
        var order = _orders.Values.FirstOrDefault(known => known.VenueOrderId == venueOrderId);
        if (order is not { State: ReportedState.Working })
            return false;
        End(order, ReportedState.Cancelled);
        return true;
    }

    private bool MayReuse(SeedOrder earlier) => habits.ReusesNames && earlier.State != ReportedState.Working;

    /// <summary>Of one intent no two orders can fill, ever.</summary>
    private void JudgeIntent(SeedOrder order)
    {
        var intent = IntentOf(order.ClientOrderId);
        var live = _orders.Values.Count(o => IntentOf(o.ClientOrderId) == intent && o.State == ReportedState.Working);
        if (live > 0)
            Broken.Add($"doubled: {order.ClientOrderId} beside a live order of the same intent");
    }

    private void Match(SeedOrder order)
    {
        if (IsCalm)
        {
            Fill(order, order.Quantity);
            return;
        }
        for (var chunks = random.Next(4); chunks > 0; chunks--)
        {
            var quantity = 1 + random.Next((int)order.Quantity);
            clock.In(random.Next(3000), () => Fill(order, Math.Min(quantity, order.Quantity - order.Filled)));
        }
    }

    private void Fill(SeedOrder order, decimal quantity)
    {
        if (order.State != ReportedState.Working || quantity <= 0)
            return;
        order.Filled += quantity;
        if (order.Filled == order.Quantity)
            order.State = ReportedState.Filled;
        var net = Net(order.Instrument) + (order.IsEntry ? quantity : -quantity);
        _net[order.Instrument] = net;
        if (net < 0)
            Broken.Add($"oversold: {order.Instrument} stands at {net}");
        var fill = new Fill
        {
            TradeId = string.Create(CultureInfo.InvariantCulture, $"t{_names++}"),
            VenueOrderId = order.VenueOrderId,
            ClientOrderId = order.ClientOrderId,
            Quantity = quantity,
            Price = 0.5m,
            Fee = 0.01m,
            At = clock.Now,
        };
        order.Fills.Add(fill);
        Happened?.Invoke(order, fill);
    }

    private void End(SeedOrder order, ReportedState state)
    {
        if (order.State != ReportedState.Working)
            return;
        order.State = state;
        Happened?.Invoke(order, null);
    }

    private static OrderReport Refusal(PlaceRequest request) =>
        new()
        {
            ClientOrderId = request.ClientOrderId,
            VenueOrderId = "",
            State = ReportedState.Rejected,
            Filled = 0,
        };

    public static string IntentOf(string clientOrderId) => clientOrderId[..clientOrderId.LastIndexOf('-')];
}
