using System.Collections.Concurrent;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>Lets signed clients in and keeps their sessions; pings all of them every ten seconds.</summary>
internal sealed class KalshiSocket(
    KalshiExchange exchange,
    Authenticator authenticator,
    Gate gate,
    FaultBoard faults,
    SocketRegistry registry,
    SimulatorOptions options
)
{
    public const string Path = "/kalshi/trade-api/ws/v2";
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<KalshiSession, byte> sessions = new();
    private DateTimeOffset nextPing = DateTimeOffset.MinValue;
    private int lastConnection;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, ServeAsync);

    public void Advance(DateTimeOffset now)
    {
        if (now < nextPing)
        {
            return;
        }
        nextPing = now + PingEvery;
        foreach (var session in sessions.Keys)
        {
            session.Ping();
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (gate.StopUpgrade(context, KalshiExchange.Venue))
        {
            return;
        }
        string? account = null;
        var verdict = faults.Strikes(KalshiExchange.Venue, FaultKind.Unauthorized)
            ? AuthVerdict.WrongSignature
            : authenticator.Check(context.Request, out account);
        if (verdict is not AuthVerdict.Accepted || account is null)
        {
            await KalshiErrors.Unauthorized(verdict).ExecuteAsync(context);
            return;
        }
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await KalshiErrors.BadQuery("websocket upgrade required").ExecuteAsync(context);
            return;
        }
        var key = Noise.Key(options.Seed, Path);
        var session = new KalshiSession(
            exchange,
            account,
            faults,
            new SeededRandom(Noise.Mix(key, (ulong)Interlocked.Increment(ref lastConnection)))
        );
        using var socket = await ClientSocket.AcceptAsync(
            context,
            options.ClientQueueFrames,
            KalshiSession.SlowClientFrame
        );
        session.Attach(socket);
        registry.Add(socket);
        sessions[session] = 0;
        try
        {
            await socket.RunAsync(session.Receive);
        }
        finally
        {
            sessions.TryRemove(session, out _);
            registry.Remove(socket);
            session.Leave();
        }
    }
}
