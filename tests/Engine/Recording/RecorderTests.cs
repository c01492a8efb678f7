using Strikeboard.Engine.Recording;
using Strikeboard.Engine.Recording.Segments;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Recording;

public sealed class RecorderTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 9, 13, 20, 0, TimeSpan.Zero);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keep_NoRoom_CountsWhatIsLostAndBeginsAPartThatStandsAlone()
    {
        using var bench = new RecordingBench(Start, mostWaiting: 60);
        await bench.RunAsync(10, Ct);
        await bench.RunAsync(40, Ct, isWriting: false);
        var lost = bench.Tape.Lost;
        bench.Write();
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        await bench.RunAsync(20, Ct);

        var report = bench.Replay();
        var hour = Assert.Single(new Recordings(bench.Folder).List());

        Assert.InRange(lost, 1, 200);
        Assert.Contains(bench.Diary.Lines, line => line.Code == "recording.lost");
        Assert.Equal(2, hour.Parts);
        Assert.True(hour.Lost >= lost);
        Assert.Equal(report.Cycles, report.Equal);
        Assert.Equal(hour.Cycles, report.Cycles);
        Assert.InRange(report.Cycles, 30, 69);
        Assert.Contains("entries were lost before it began", Assert.Single(report.Notes));
    }

    [Fact]
    public async Task Write_TheFolderCannotBeUsed_CyclesGoOnAndAnEventSaysIt()
    {
        var file = Path.GetTempFileName();
        using var bench = new RecordingBench(Start, folder: Path.Combine(file, "recording"));

        await bench.RunAsync(3, Ct);

        Assert.Contains(bench.Diary.Lines, line => line.Code == "recording.failed");
        Assert.True(bench.Tape.IsBroken);
        File.Delete(file);
    }

    [Fact]
    public async Task List_AnHourWithAPauseAndATornEnd_CountsCyclesGapsAndBytes()
    {
        using var bench = new RecordingBench(Start);
        await bench.RunAsync(10, Ct);
        bench.Time.Advance(TimeSpan.FromSeconds(7));
        await bench.RunAsync(5, Ct);
        bench.Stop();
        await File.AppendAllBytesAsync(bench.Folder.Parts()[0].File, new byte[17], Ct);

        var hour = Assert.Single(new Recordings(bench.Folder).List());

        Assert.Equal((15, 7, 0, 17), (hour.Cycles, hour.Gaps, hour.Lost, hour.TornBytes));
        Assert.Equal((Start, Start.AddSeconds(21)), (hour.FirstCycle, hour.LastCycle));
        Assert.Equal(new FileInfo(bench.Folder.Parts()[0].File).Length, hour.Bytes);
    }

    [Fact]
    public void Ticks_NoBeat_TurnTheHourByThemselves()
    {
        using var bench = new RecordingBench(Start.AddMinutes(39).AddSeconds(55));
        for (var second = 0; second < 20; second++)
        {
            bench.Prices.Tick("BTC-USD");
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }
        bench.Write();

        Assert.Equal([13, 14], bench.Folder.Parts().Select(part => part.Hour.Hour));
    }

    [Fact]
    public void Trim_OldAndTooLarge_RemovesTheOldestAndNeverTheNewest()
    {
        using var bench = new RecordingBench(Start);
        foreach (var hour in Enumerable.Range(0, 10))
        {
            using var segment = new SegmentWriter(bench.Folder.NextFile(Start.AddHours(hour)), Start, 0);
            segment.Write(RandomBytes(6 * 1024 * 1024, hour));
        }

        var old = bench.Folder.Trim(new RecordingOptions { KeepHours = 5 }, Start.AddHours(9));
        var large = bench.Folder.Trim(new RecordingOptions { MaxMegabytes = 16 }, Start.AddHours(9));
        bench.Folder.Trim(new RecordingOptions { KeepHours = 1 }, Start.AddHours(99));

        Assert.Equal((4, 4), (old, large));
        Assert.Equal(Start.AddHours(9).Hour, Assert.Single(bench.Folder.Parts()).Hour.Hour);
    }

    private static byte[] RandomBytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
