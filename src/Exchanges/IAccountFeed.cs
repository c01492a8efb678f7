using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>
/// What a venue tells of an account as it happens, ours and the owner's own alike. A stream that looks well may lose fills: it is
/// for speed, and what the venue lists is read beside it all the same.
/// </summary>
public interface IAccountFeed : IVenueConnection
{
    /// <summary>On the thread that brought it: take it and return. May be told twice, and out of order.</summary>
    event Action<VenueFill>? Filled;

    event Action<VenueOrder>? OrderChanged;
}
