using Strikeboard.Model;

namespace Strikeboard.Exchanges.Http;

/// <summary>
/// Spends a venue's allowance with a fifth left over for what cannot wait. Callers are served in order: each reserves its
/// tokens at once and waits until they have accrued.
/// </summary>
public sealed class TokenBucket(TimeProvider clock, double tokensPerSecond, double secondsOfBurst)
{
    public const double Share = 0.8;

    private readonly Lock _gate = new();
    private double _rate = tokensPerSecond * Share;
    private double _capacity = tokensPerSecond * Share * secondsOfBurst;
    private double _tokens = tokensPerSecond * Share * secondsOfBurst;
    private DateTimeOffset _at = clock.GetUtcNow();

    public void SetAllowance(double tokensPerSecond, double capacity)
    {
        lock (_gate)
        {
            Accrue();
            (_rate, _capacity) = (tokensPerSecond * Share, capacity * Share);
        }
    }

    public RateBudget Now()
    {
        lock (_gate)
        {
            Accrue();
            return new RateBudget(_rate, _capacity, Math.Max(0, _tokens));
        }
    }

    public async ValueTask TakeAsync(double cost, CancellationToken cancellationToken)
    {
        var wait = Reserve(cost);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, cancellationToken);
    }

    /// <summary>For what may not wait and may not push others aside: taken only where that share of the bucket stays.</summary>
    public bool TryTake(double cost, double leavingShare)
    {
        lock (_gate)
        {
            Accrue();
            if (_tokens - cost < _capacity * leavingShare)
                return false;
            _tokens -= cost;
            return true;
        }
    }

    private TimeSpan Reserve(double cost)
    {
        lock (_gate)
        {
            Accrue();
            _tokens -= cost;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / _rate);
        }
    }

    private void Accrue()
    {
        var now = clock.GetUtcNow();
        _tokens = Math.Min(_tokens + (Math.Max(0, (now - _at).TotalSeconds) * _rate), _capacity);
        _at = now;
    }
}
