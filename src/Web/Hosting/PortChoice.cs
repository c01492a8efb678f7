using System.Net;
using System.Net.Sockets;

namespace Strikeboard.Web.Hosting;

/// <summary>Looks whether the wished ports are free. In demo mode a taken one is passed over; elsewhere an address is a promise.</summary>
internal static class PortChoice
{
    private const int FarthestStep = 50;

    public static (IReadOnlyList<string> Urls, IReadOnlyList<string> Notes, StartRefusal? Refusal) Choose(
        IReadOnlyList<string> urls,
        bool mayMove
    )
    {
        var chosen = new List<string>();
        var notes = new List<string>();
        var faults = new List<string>();
        foreach (var url in urls)
        {
            var address = BindingAddress.Parse(url);
            if (address.Port == 0 || IsFree(address.Host, address.Port))
            {
                chosen.Add(url);
                continue;
            }
            var next = mayMove ? NextFree(address) : null;
            if (next is null)
            {
                faults.Add($"Urls: port {address.Port} is taken by another program.");
                continue;
            }
            chosen.Add($"{address.Scheme}://{address.Host}:{next}");
            notes.Add($"Port {address.Port} is taken by another program; using {next}.");
        }
        return faults.Count == 0
            ? (chosen, notes, null)
            : ([], [], new StartRefusal(ExitCodes.InvalidSettings, faults));
    }

    private static int? NextFree(BindingAddress address)
    {
        for (var port = address.Port + 1; port <= Math.Min(address.Port + FarthestStep, ushort.MaxValue); port++)
        {
            if (IsFree(address.Host, port))
                return port;
        }
        return null;
    }

    private static bool IsFree(string host, int port)
    {
        IPAddress[] addresses =
            IPAddress.TryParse(host.Trim('[', ']'), out var one) ? [one]
            : Loopback.Is(host) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
            : [IPAddress.Any];
        return addresses.All(address => CanListen(address, port));
    }

    private static bool CanListen(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException exception)
        {
            // A machine without IPv6 is no reason to move.
            return exception.SocketErrorCode
                is SocketError.AddressNotAvailable
                    or SocketError.AddressFamilyNotSupported
                    or SocketError.ProtocolNotSupported;
        }
    }
}
