namespace Strikeboard.Web.Access;

/// <summary>Counts what users hold open and bounds it, for each of them and for all.</summary>
public abstract class Places
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _perUser = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    protected abstract (int InAll, int PerUser) Most { get; }

    /// <summary>Null when there are too many already; dispose to give the place back.</summary>
    public IDisposable? TryEnter(Guid user)
    {
        lock (_gate)
        {
            var own = _perUser.GetValueOrDefault(user);
            if (_count >= Most.InAll || own >= Most.PerUser)
                return null;
            _perUser[user] = own + 1;
            _count++;
            return new Place(this, user);
        }
    }

    private void Leave(Guid user)
    {
        lock (_gate)
        {
            _count--;
            if (--_perUser[user] == 0)
                _perUser.Remove(user);
        }
    }

    private sealed class Place(Places places, Guid user) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                places.Leave(user);
        }
    }
}
