using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Trading.Desk;

public sealed class ExitJournalTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 2, 14, 0, 1, 234, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("strikeboard-journal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_ByTheNextProcess_AreWhatWasKept()
    {
        TradeEvent[] told =
        [
            new SendBegun("sb-1", At.AddSeconds(3), At),
            new SendBegun("sb-1", null, At),
            new SendDropped("sb-1", "too late", At),
            new SendRefused("sb-1", "no", At),
            new SendInDoubt("sb-1", "silence", At),
            new OrderSeen(
                new OrderReport
                {
                    ClientOrderId = "sb-1",
                    VenueOrderId = "v-1",
                    State = ReportedState.Working,
                    Filled = 1.25m,
                },
                At
            ),
            new OrderAbsent("sb-1", At),
            new FillSeen(
                new Fill
                {
                    TradeId = "t-1",
                    VenueOrderId = "v-1",
                    ClientOrderId = "sb-1",
                    Quantity = 1.25m,
                    Price = 0.4321m,
                    Fee = 0.0123m,
                    At = At,
                },
                At
            ),
            new ExitAsked(Guid.NewGuid(), null, 0.31m, "stop", At),
            new ExitAsked(Guid.NewGuid(), 2, 0.31m, "stop", At),
            new EntryCancelAsked("away", At),
            new PositionSettled(3, 1, At),
            new PersonResolved("sb-1", 1, "seen at the venue", At),
        ];
        var id = Guid.NewGuid();
        var journal = new ExitJournal(_folder);
        foreach (var happened in told)
            journal.Add(id, happened);

        var next = new ExitJournal(_folder).Lines;

        Assert.Equal(told, next.Select(line => line.Happened));
        Assert.All(next, line => Assert.Equal(id, line.PositionId));
    }

    [Fact]
    public void Lines_BehindOneThatWasCutOff_AreKept()
    {
        var (first, last) = (new EntryCancelAsked("first", At), new EntryCancelAsked("last", At));
        new ExitJournal(_folder).Add(Guid.Empty, first);
        var file = Assert.Single(Directory.GetFiles(_folder));
        File.AppendAllText(file, "\n{\"PositionId\":\"0000");

        var next = new ExitJournal(_folder);
        next.Add(Guid.Empty, last);

        Assert.Equal([first, last], new ExitJournal(_folder).Lines.Select(line => line.Happened));
        next.Clear();
        Assert.Empty(new ExitJournal(_folder).Lines);
    }
}
