namespace Strikeboard.Simulator.Tests;

/// <summary>Not a limit: a figure for whoever plans a load.</summary>
public sealed class SpeedTests
{
    private const int Each = 250;
    private const int Clients = 4;

    [Fact]
    public async Task Orders_OverLoopback_AreAllAcceptedAndCounted()
    {
        var folder = Directory.CreateTempSubdirectory("strikeboard-speed-").FullName;
        try
        {
            await using var sim = await Pretended.StartAsync(Venue.Still(Path.Combine(folder, "ledger.jsonl")));
            var market = await Venue.NearEvenAsync(sim);
            var trader = sim.Trader();
            await trader.PlaceAsync(market.Ticker, "bid", "1.00", 0.01m);
            var from = TimeProvider.System.GetTimestamp();

            await Task.WhenAll(
                Enumerable
                    .Range(0, Clients)
                    .Select(async _ =>
                    {
                        for (var i = 0; i < Each; i++)
                        {
                            await trader.PlaceAsync(market.Ticker, "bid", "0.01", 0.01m);
                        }
                    })
            );

            var seconds = TimeProvider.System.GetElapsedTime(from).TotalSeconds;
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{Clients * Each / seconds:0} orders a second from {Clients} clients, signing included"
            );
            var lines = await sim.LedgerAsync();
            Assert.Equal((Clients * Each) + 1, lines.Count(l => l.Text("kind") == "accepted"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
