using System.Net;
using System.Net.Sockets;

namespace Strikeboard.Testing;

/// <summary>A wire to a loopback port that a test can cut. While cut, new connections are closed at once.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _ends = [];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _accepting;
    private bool _cut;

    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public void Cut()
    {
        lock (_gate)
        {
            _cut = true;
            foreach (var end in _ends)
                end.Dispose();
            _ends.Clear();
        }
    }

    public void Mend()
    {
        lock (_gate)
            _cut = false;
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
                lines.Add(JoinAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task JoinAsync(TcpClient near)
    {
        var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        try
        {
            if (!Keep(near, far))
                return;
            await far.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            var out1 = near.GetStream().CopyToAsync(far.GetStream(), _stop.Token);
            var back = far.GetStream().CopyToAsync(near.GetStream(), _stop.Token);
            await await Task.WhenAny(out1, back);
        }
        catch (Exception broken)
            when (broken
                    is IOException
                        or SocketException
                        or ObjectDisposedException
                        or InvalidOperationException
                        or OperationCanceledException
            )
        {
            // Either end has gone; the other follows.
        }
        finally
        {
            near.Dispose();
            far.Dispose();
        }
    }

    private bool Keep(TcpClient near, TcpClient far)
    {
        lock (_gate)
        {
            if (_cut)
                return false;
            _ends.Add(near);
            _ends.Add(far);
            return true;
        }
    }
}
