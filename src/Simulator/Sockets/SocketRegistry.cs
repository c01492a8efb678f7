using System.Collections.Concurrent;
using Strikeboard.Simulator.Control;

namespace Strikeboard.Simulator.Sockets;

/// <summary>The open sockets of one venue, so that a fault can cut them all.</summary>
internal sealed class SocketRegistry
{
    private readonly ConcurrentDictionary<ClientSocket, byte> sockets = new();

    public SocketRegistry(string venue, FaultBoard faults)
    {
        faults.Raised += fault =>
        {
            if (
                string.Equals(fault.Venue, venue, StringComparison.Ordinal)
                && (fault.Kind is FaultKind.Drop or FaultKind.Down)
            )
            {
                fault.RecordFiring(AbortAll());
            }
        };
    }

    public int Count => sockets.Count;

    public void Add(ClientSocket socket) => sockets[socket] = 0;

    public void Remove(ClientSocket socket) => sockets.TryRemove(socket, out _);

    public int AbortAll()
    {
        var open = sockets.Keys.ToArray();
        foreach (var socket in open)
        {
            socket.Abort();
        }
        return open.Length;
    }
}
