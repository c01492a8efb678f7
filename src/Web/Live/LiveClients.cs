namespace Strikeboard.Web.Live;

/// <summary>Counts the open sockets and bounds them: nobody can keep the process busy by opening more and more.</summary>
public sealed class LiveClients
{
    public const int Most = 500;
    public const int MostPerUser = 20;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _perUser = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Null when there are too many already; dispose to give the place back.</summary>
    public IDisposable? TryEnter(Guid user)
    {
        lock (_gate)
        {
            var own = _perUser.GetValueOrDefault(user);
            if (_count >= Most || own >= MostPerUser)
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

    private sealed class Place(LiveClients clients, Guid user) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                clients.Leave(user);
        }
    }
}
