using System.Collections.Immutable;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Reconciliation;

/// <summary>Whether our books are the venue's, and when they were last compared.</summary>
public sealed partial class ReconciliationScreen
{
    private TableShape<Holding> _shape = default!;
    private MemoryRows<Holding> _source = default!;
    private ImmutableArray<Holding> _drawn;
    private long _revision;

    protected override BoardTopics Topics => BoardTopics.Trading;

    private AccountView Account => Board.Account;

    private IEnumerable<(string Name, DateTimeOffset? At)> Readings =>
        [
            ("Positions read", Account.PositionsAsOf),
            ("Orders read", Account.OrdersAsOf),
            ("Fills read", Account.FillsAsOf),
        ];

    protected override void OnInitialized()
    {
        _shape = HoldingTable.Shape(Unexplained, Since);
        _source = new(_shape, Time);
        base.OnInitialized();
    }

    protected override void OnBoard()
    {
        if (_drawn == Account.Holdings)
            return;
        _drawn = Account.Holdings;
        _source.Set(_drawn, Account.PositionsAsOf);
        _revision++;
    }

    private string AgeOf(DateTimeOffset? at) => at is { } read ? $"{TimeSpanText.Age(Now - read)} old" : "not said yet";
}
