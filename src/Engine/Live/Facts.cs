using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Strikeboard.Model;

namespace Strikeboard.Engine.Live;

/// <summary>
/// The in-process bus. Publishing calls the listeners one after another on the publisher's thread, so a listener takes the
/// fact and returns; whatever costs time belongs behind the listener's own bounded queue.
/// </summary>
public sealed partial class Facts(ILogger<Facts> logger)
{
    private readonly ConcurrentDictionary<Type, ImmutableArray<Delegate>> _listeners = new();

    public void Publish<T>(T fact)
        where T : IFact
    {
        if (!_listeners.TryGetValue(typeof(T), out var listeners))
            return;
        foreach (var listener in listeners)
        {
            try
            {
                ((Action<T>)listener)(fact);
            }
            catch (Exception exception)
            {
                // One deaf listener must not keep a fact from the others, nor stop the publisher.
                Log.ListenerFailed(logger, typeof(T).Name, exception);
            }
        }
    }

    public IDisposable Listen<T>(Action<T> listener)
        where T : IFact
    {
        _listeners.AddOrUpdate(typeof(T), [listener], (_, all) => all.Add(listener));
        return new Subscription(() => _listeners.AddOrUpdate(typeof(T), [], (_, all) => all.Remove(listener)));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A listener of {Fact} failed.")]
        public static partial void ListenerFailed(ILogger logger, string fact, Exception exception);
    }
}
