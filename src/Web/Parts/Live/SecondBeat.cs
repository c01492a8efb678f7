namespace Strikeboard.Web.Parts.Live;

/// <summary>
/// One beat a second for everything a viewer's page counts: ages and countdowns must move even while the board is silent,
/// for that is when they matter most. One timer a circuit, whatever the number of parts on the page.
/// </summary>
public sealed class SecondBeat(TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private Action? _beats;

    public IDisposable Listen(Action onBeat)
    {
        lock (_gate)
        {
            _beats += onBeat;
            _timer ??= time.CreateTimer(_ => Beat(), null, UntilNextSecond(), TimeSpan.FromSeconds(1));
        }
        return new Listening(this, onBeat);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _beats = null;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Beat()
    {
        Action? beats;
        lock (_gate)
            beats = _beats;
        beats?.Invoke();
    }

    private TimeSpan UntilNextSecond() => TimeSpan.FromMilliseconds(1000 - time.GetUtcNow().Millisecond);

    private sealed class Listening(SecondBeat owner, Action onBeat) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
                owner._beats -= onBeat;
        }
    }
}
