using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Bodies;

/// <summary>Processor seconds, by who used them: what a call costs shows even where others use the machine.</summary>
public readonly record struct Costs(double App, double Database, double Exchanges, double Caller)
{
    /// <summary>Of those who answer.</summary>
    public double Answering => App + Database;

    public static Costs Of(Bench bench) =>
        new(
            bench.App.CpuSeconds,
            bench.Database.CpuSeconds,
            bench.Exchanges.CpuSeconds,
            Environment.CpuUsage.TotalTime.TotalSeconds
        );

    public static Costs operator -(Costs after, Costs before) =>
        new(
            after.App - before.App,
            // A connection that went took its seconds with it, until its parent has counted them.
            Math.Max(0, after.Database - before.Database),
            after.Exchanges - before.Exchanges,
            after.Caller - before.Caller
        );

    /// <summary>Milliseconds a call.</summary>
    public Costs By(long calls) =>
        calls == 0
            ? default
            : new(1000 * App / calls, 1000 * Database / calls, 1000 * Exchanges / calls, 1000 * Caller / calls);

    public override string ToString() =>
        FormattableString.Invariant(
            $"app {App:0.00}, database {Database:0.00}, exchanges {Exchanges:0.00}, caller {Caller:0.00}"
        );
}
