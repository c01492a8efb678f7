using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Coinbase;

internal sealed class CoinbaseSocket(
    CoinbaseExchange exchange,
    Gate gate,
    FaultBoard faults,
    SocketRegistry registry,
    SimulatorOptions options,
    TimeProvider time
)
{
    public const string Path = "/coinbase/ws";
    private int lastConnection;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, ServeAsync);

    private async Task ServeAsync(HttpContext context)
    {
        if (gate.StopUpgrade(context, CoinbaseExchange.Venue))
        {
            return;
        }
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var key = Noise.Key(options.Seed, Path);
        var session = new CoinbaseSession(
            exchange,
            faults,
            new SeededRandom(Noise.Mix(key, (ulong)Interlocked.Increment(ref lastConnection))),
            time
        );
        using var socket = await ClientSocket.AcceptAsync(context, options.ClientQueueFrames, () => null);
        session.Attach(socket);
        registry.Add(socket);
        exchange.Add(session);
        try
        {
            await socket.RunAsync(session.Receive);
        }
        finally
        {
            exchange.Remove(session);
            registry.Remove(socket);
        }
    }
}
