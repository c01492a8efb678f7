namespace Strikeboard.Simulator.Prices;

/// <summary>A stream of draws for what has a state of its own, such as one market's maker.</summary>
internal sealed class SeededRandom(ulong key)
{
    private long index;

    public double Uniform() => Noise.Uniform(key, index++);

    public double Normal() => Noise.NormalQuantile(Uniform());

    public int Below(int bound) => (int)(Uniform() * bound);

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Waiting time of something that happens on average once in <paramref name="mean"/>.</summary>
    public TimeSpan Wait(TimeSpan mean) => mean * -Math.Log(Uniform());
}
