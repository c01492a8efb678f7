using System.ComponentModel.DataAnnotations;

namespace Strikeboard.Web.Access;

/// <summary>Bounds at the door.</summary>
public sealed class AccessOptions
{
    /// <summary>Limits on requests per user, key and address. Off only where a test floods the app on purpose. Default true.</summary>
    public bool RateLimits { get; set; } = true;

    /// <summary>Open pages of one user. Default 20.</summary>
    [Range(1, 1000)]
    public int CircuitsPerUser { get; set; } = 20;

    /// <summary>Open pages in all. Default 500.</summary>
    [Range(1, 10_000)]
    public int Circuits { get; set; } = 500;
}
