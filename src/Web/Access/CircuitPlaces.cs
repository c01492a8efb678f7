namespace Strikeboard.Web.Access;

/// <summary>Counts the open pages and bounds them: one user with a loop must not take the pages of the others.</summary>
public sealed class CircuitPlaces(AccessOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _perUser = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public int MostPerUser => options.CircuitsPerUser;

    /// <summary>Null when there are too many already; dispose to give the place back.</summary>
    public IDisposable? TryEnter(Guid user)
    {
        lock (_gate)
        {
            var own = _perUser.GetValueOrDefault(user);
            if (_count >= options.Circuits || own >= options.CircuitsPerUser)
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

    private sealed class Place(CircuitPlaces places, Guid user) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                places.Leave(user);
        }
    }
}
