using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Strikeboard.Engine.Access;

namespace Strikeboard.Web.Access;

/// <summary>
/// Stands beside one open page. Once its owner's access has ended the page shows nothing of the board any more, takes no
/// event, and is led to the sign-in page; <see cref="CircuitSockets"/> closes the wire of one that would not go.
/// </summary>
public sealed class CircuitGuard(AuthenticationStateProvider authentication, AccessWatch access, CircuitPlaces places)
    : CircuitHandler,
        IDisposable
{
    private readonly Lock _gate = new();
    private Credential? _held;
    private IDisposable? _watch;
    private IDisposable? _place;

    public event Action? Changed;

    /// <summary>Why the page was closed; null while it is open.</summary>
    public AccessEnd? Ended { get; private set; }

    /// <summary>How many pages a user may have open, where this one is too many; else null.</summary>
    public int? Full { get; private set; }

    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        // A circuit comes back with whatever cookie the browser holds by then.
        var state = await authentication.GetAuthenticationStateAsync();
        if (state.User.Credential() is not { } held)
            End(AccessEnd.SessionEnded);
        else if (_held is { } before && before.UserId != held.UserId)
            End(AccessEnd.AnotherUser);
        else
            Enter(held);
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _place?.Dispose();
            _place = null;
        }
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A click that was on its way when access ended reaches nobody.</summary>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) => activity => Ended is null ? next(activity) : Task.CompletedTask;

    public void Dispose()
    {
        lock (_gate)
        {
            _watch?.Dispose();
            _place?.Dispose();
            (_watch, _place) = (null, null);
        }
    }

    private void Enter(Credential held)
    {
        lock (_gate)
        {
            _held = held;
            _watch?.Dispose();
            _watch = access.Watch(held, End);
            _place ??= places.TryEnter(held.UserId);
            Full = _place is null ? places.MostPerUser : null;
        }
        Changed?.Invoke();
    }

    private void End(AccessEnd end)
    {
        Ended ??= end;
        Dispose();
        Changed?.Invoke();
    }
}
