using Strikeboard.Fuzz;

namespace Strikeboard.Exchanges.Tests.Fuzzing;

/// <summary>A short walk through the same loop that `tests/Fuzz` runs for ten million frames.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(1789)]
    public void Frames_DamagedAtRandom_AreRefusedOrReadAsTheSlowReadingReadsThem(int seed)
    {
        var report = new FuzzLoop(FuzzTargets.All(), Corpus.Read(), seed, TimeProvider.System).Run(
            60_000,
            TestContext.Current.CancellationToken
        );

        Assert.Empty(report.Findings);
        Assert.Equal(60_000, report.Frames);
        // Damage so great that nothing gets in tests nothing.
        Assert.All(report.Targets, t => Assert.True(t.Accepted > t.Frames / 10, $"{t.Target}: {t.Accepted} accepted"));
    }

    [Fact]
    public void Corpus_HasFramesOfEachDecoder() =>
        Assert.Equal(
            FuzzTargets.All().Select(t => t.Name).Order(StringComparer.Ordinal),
            Corpus.Read().Targets.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Loop_WithADecoderThatErrs_Tells()
    {
        var report = new FuzzLoop([new Wrong()], Corpus.Read(), 1, TimeProvider.System).Run(
            1_000,
            TestContext.Current.CancellationToken
        );
        Assert.NotEqual(0, report.WrongValues);
        Assert.NotEmpty(report.Findings);
    }

    private sealed class Wrong : IFuzzTarget
    {
        public string Name => "coinbase.frame";

        public bool Decode(ReadOnlySpan<byte> frame) => true;

        public string? Disagreement(ReadOnlyMemory<byte> frame) => frame.Length % 7 == 0 ? "seven" : null;
    }
}
