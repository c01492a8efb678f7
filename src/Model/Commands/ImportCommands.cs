namespace Strikeboard.Model;

/// <summary>Brings the prices of an old file into the price log. Asked for at the machine itself only: the file is on it.</summary>
public sealed record ImportPrices(string File) : Command("prices.import", Role.Administrator, "price log")
{
    /// <summary>Old seconds concern no leader: what is in the log stays, whoever adds to it.</summary>
    public override bool OnAnyNode => true;
}
