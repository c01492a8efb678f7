namespace Strikeboard.Model;

/// <summary>The last price of a product with what is needed to judge it.</summary>
/// <param name="ProvenAt">The last frame of any kind on the same stream, heartbeats included.</param>
public sealed record PriceReading(PriceTick Tick, DateTimeOffset ProvenAt)
{
    public Quality QualityAt(DateTimeOffset now) =>
        QualityRules.OfPrice(Tick.Transport, now - Tick.ReceivedAt, now - ProvenAt);

    /// <summary>On a healthy stream a quiet product is as young as the last heartbeat.</summary>
    public DateTimeOffset AsOf =>
        Tick.Transport == Transport.Stream && ProvenAt > Tick.ReceivedAt ? ProvenAt : Tick.ReceivedAt;
}
