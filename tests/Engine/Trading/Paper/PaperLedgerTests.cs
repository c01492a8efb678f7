using System.Text;
using Strikeboard.Engine.Trading.Paper;
using Strikeboard.Exchanges;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Trading.Paper.PaperBench;

namespace Strikeboard.Engine.Tests.Trading.Paper;

public sealed class PaperLedgerTests : IDisposable
{
    private readonly PaperBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task NextLife_FindsEverythingAgain()
    {
        await _bench.TakenAsync(_bench.Buy(0.90m, quantity: 15));
        await _bench.TakenAsync(_bench.Sell(0.01m, quantity: 4));
        var rests = await _bench.TakenAsync(_bench.Buy(0.05m, rests: 600));
        var before = await SeenAsync();

        _bench.Restart();

        Assert.Equal(before, await SeenAsync());
        Assert.Equal(ReportedState.Working, (await _bench.OrderAsync(rests.VenueOrderId)).State);
        Assert.Equal(11m, await _bench.HeldAsync());
    }

    [Fact]
    public async Task Name_OfAnEarlierLife_IsTakenStill()
    {
        var order = _bench.Buy(0.99m);
        await _bench.TakenAsync(order);

        _bench.Restart();

        Assert.True(Assert.IsType<PlaceAnswer.InDoubt>(await _bench.PlaceAsync(order)).NameIsTaken);
        Assert.Equal(3m, await _bench.HeldAsync());
    }

    [Fact]
    public async Task Settlement_IsPaidOnce_AcrossLives()
    {
        await _bench.TakenAsync(_bench.Buy(0.99m));
        _bench.Time.AdvanceTo(_bench.Markets.ClosesAt);
        _bench.Markets.Settle(_bench.Markets.Result(Side.Yes));
        await _bench.BeatUntilAsync(async () => await _bench.HeldAsync() == 0);
        var cash = await _bench.CashAsync();

        _bench.Restart();
        _bench.Markets.Settle(_bench.Markets.Result(Side.Yes));
        await _bench.BeatAsync(5);

        Assert.Equal(cash, await _bench.CashAsync());
        Assert.Single((await _bench.Venue.ReadSettlementsAsync(DateTimeOffset.UnixEpoch, Stop)).Value!);
    }

    /// <summary>Wherever in its last line the machine lost its power: nobody was told of that line.</summary>
    [Fact]
    public async Task TornLastLine_IsDropped_AndTheNextIsWhole()
    {
        await _bench.TakenAsync(_bench.Buy(0.99m));
        var before = await SeenAsync();
        _bench.Venue.Dispose();
        var whole = await File.ReadAllBytesAsync(_bench.Options.File, Stop);
        var torn = Encoding.UTF8.GetBytes(
            """{"seq":4,"at":"2026-03-02T17:00:00+00:00","kind":"funded","cash":500}""" + "\n"
        );
        for (var length = 1; length < torn.Length; length += 7)
        {
            _bench.Restart(file => File.WriteAllBytes(file, [.. whole, .. torn.AsSpan(0, length)]));

            Assert.Equal(before, await SeenAsync());
        }
        _bench.Restart(file => File.WriteAllBytes(file, [.. whole, .. new byte[5000], (byte)'\n']));
        await _bench.TakenAsync(_bench.Buy(0.99m));
        _bench.Restart(file => Assert.All(File.ReadAllLines(file), line => Assert.StartsWith("{\"seq\":", line)));
        Assert.Equal(6m, await _bench.HeldAsync());
    }

    [Fact]
    public async Task OrderWhoseEndWasNotWritten_EndsAtTheNextStart()
    {
        var order = await _bench.TakenAsync(_bench.Buy(0.90m, quantity: 50));
        Assert.Equal((ReportedState.Cancelled, 30m), (order.State, order.Filled));

        _bench.Restart(file => File.WriteAllLines(file, File.ReadAllLines(file)[..^1]));

        var after = await _bench.OrderAsync(order.VenueOrderId);
        Assert.Equal((ReportedState.Cancelled, 30m, 0m), (after.State, after.Filled, after.Remaining));
    }

    [Fact]
    public async Task LedgerThatIsDamagedInItsMidst_StopsTheStart()
    {
        await _bench.TakenAsync(_bench.Buy(0.99m));

        var fault = Assert.Throws<InvalidDataException>(() =>
            _bench.Restart(file =>
            {
                var lines = File.ReadAllLines(file);
                File.WriteAllLines(file, [lines[0], "{", .. lines[1..]]);
            })
        );

        Assert.StartsWith("line 2 of", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ledger_BelongsToOneVenue() =>
        Assert.Throws<IOException>(() =>
            new PaperVenue(
                _bench.Options,
                _bench.Markets,
                _bench.Time,
                Microsoft.Extensions.Logging.Abstractions.NullLogger<PaperVenue>.Instance
            )
        );

    private async Task<string> SeenAsync()
    {
        var orders = (await _bench.Venue.ReadOrdersAsync(null, DateTimeOffset.UnixEpoch, Stop)).Value!;
        var positions = (await _bench.Venue.ReadPositionsAsync(Stop)).Value!;
        return string.Join(
            '\n',
            [
                .. orders.OrderBy(o => o.VenueOrderId),
                .. await _bench.FillsAsync(),
                .. positions,
                await _bench.CashAsync(),
            ]
        );
    }
}
