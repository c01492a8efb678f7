using System.Net;
using System.Net.Sockets;

namespace Strikeboard.Faults.Rig;

public static class Ports
{
    /// <summary>A port that nobody has at this moment.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
