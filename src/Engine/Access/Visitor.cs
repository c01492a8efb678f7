namespace Strikeboard.Engine.Access;

/// <summary>Where somebody comes from, as far as can be told.</summary>
public sealed record Visitor(string Address, string Device)
{
    private const int LongestDevice = 120;

    public static Visitor Of(string address, string? userAgent)
    {
        var printable = new string([.. (userAgent ?? "").Where(c => c is >= ' ' and <= '~').Take(LongestDevice)]);
        return new Visitor(address, printable.Length == 0 ? "unknown" : printable);
    }
}
