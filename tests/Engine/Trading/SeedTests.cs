using Strikeboard.Faults.Seeds;

namespace Strikeboard.Engine.Tests.Trading;

/// <summary>A short form of the seeds that the faults program runs by the hundred thousand.</summary>
public sealed class SeedTests
{
    private const int Seeds = 300;

    /// <summary>The rarest mistake needs that many; a mistake of the common kind shows within a dozen.</summary>
    private const int SeedsForAMutant = 1500;

    public static TheoryData<Mutant> Mistakes => [.. Enum.GetValues<Mutant>().Where(mutant => mutant != Mutant.None)];

    [Fact]
    public void Desk_ThroughCrashesAndFaults_KeepsEveryPromise()
    {
        var verdicts = Enumerable.Range(1, Seeds).Select(seed => SeedRun.Run(seed)).ToArray();

        Assert.Empty(verdicts.SelectMany(v => v.Broken.Select(broken => $"seed {v.Seed}: {broken}")));
        // What never crashed and never ordered would keep any promise.
        Assert.True(verdicts.Sum(v => v.Crashes) > Seeds / 2);
        Assert.True(verdicts.Sum(v => v.Orders) > Seeds);
    }

    [Fact]
    public void Seed_RunTwice_EndsTheSame()
    {
        var (first, second) = (SeedRun.Run(42), SeedRun.Run(42));

        Assert.Equal((first.Crashes, first.Orders, first.Unknown), (second.Crashes, second.Orders, second.Unknown));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_PutIntoTheDesk_IsNoticed(Mutant mutant) =>
        Assert.Contains(Enumerable.Range(1, SeedsForAMutant), seed => SeedRun.Run(seed, mutant).Broken.Count > 0);
}
