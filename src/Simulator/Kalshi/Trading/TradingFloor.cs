using Strikeboard.Simulator.Control;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>Everything that trades, put together.</summary>
internal sealed class TradingFloor
{
    public TradingFloor(SimulatorOptions options, Ledger ledger, Accounts accounts, FaultBoard faults, Listing listing)
    {
        Accounts = accounts;
        Conditions = new Conditions(faults, options);
        Tape = new Tape();
        Desk = new Desk(options, ledger, accounts, Tape);
        Groups = new OrderGroups(options, Desk, listing.Find);
        Entry = new OrderEntry(options, Desk, Groups, Conditions, faults);
        Changes = new OrderChanges(options, Desk, Entry, Groups, faults);
        Clearing = new Clearing(options, Desk, listing.Find);
        Users = new UserChannels(Everywhere, faults);
    }

    public Accounts Accounts { get; }
    public Conditions Conditions { get; }
    public Tape Tape { get; }
    public Desk Desk { get; }
    public OrderGroups Groups { get; }
    public OrderEntry Entry { get; }
    public OrderChanges Changes { get; }
    public Clearing Clearing { get; }
    public Watchers Everywhere { get; } = new();
    public UserChannels Users { get; }

    public void Advance(DateTimeOffset now)
    {
        Changes.Advance(now);
        Clearing.Advance(now);
        foreach (var account in Accounts.All)
        {
            Groups.Watch(account, now);
        }
        Users.Advance(now);
    }
}
