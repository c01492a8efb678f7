using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Strikeboard.Quant.Tests.Seeds;

/// <summary>Seeded properties: a failure seen once is seen again by everyone.</summary>
internal static class Seeded
{
    private const ulong Seed = 20_250_922;
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static void Holds<T>(Gen<T> inputs, Func<T, bool> property, int tests = 1000)
    {
        var replay = new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None);
        var config = Config
            .QuickThrowOnFailure.WithMaxTest(tests)
            .WithReplay(FSharpOption<Replay>.Some(replay))
            .WithQuietOnSuccess(true);
        Check.One(config, Prop.ForAll(inputs.ToArbitrary(), property));
    }

    public static Gen<double> Real(double low, double high) =>
        Gen.Choose(0, 1_000_000_000).Select(step => low + ((high - low) * (step / 1e9)));

    public static Gen<decimal> Cents(int low, int high) => Gen.Choose(low, high).Select(cents => cents / 100m);
}
