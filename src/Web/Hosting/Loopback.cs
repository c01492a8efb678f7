using System.Net;

namespace Strikeboard.Web.Hosting;

internal static class Loopback
{
    /// <summary>A star, a plus and an unspecified address listen everywhere, so they are not loopback.</summary>
    public static bool Is(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
