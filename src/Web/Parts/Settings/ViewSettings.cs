using Microsoft.AspNetCore.Http;

namespace Strikeboard.Web.Parts.Settings;

/// <summary>How a viewer wants to see things: kept in cookies, so that the very first byte of a page is right.</summary>
public sealed record ViewSettings
{
    public const string CookiePrefix = "strikeboard.";
    public static readonly ViewSettings Default = new();

    private static readonly string[] Themes = ["light", "dark"];
    private static readonly string[] Densities = ["compact"];
    private static readonly string[] Palettes = ["blueorange"];

    /// <summary>light or dark; null follows the system.</summary>
    public string? Theme { get; init; }

    /// <summary>compact; null is comfortable.</summary>
    public string? Density { get; init; }

    /// <summary>blueorange; null is classic.</summary>
    public string? Palette { get; init; }

    public ViewZone Zone { get; init; }

    /// <summary>1:30 PM instead of 13:30.</summary>
    public bool TwelveHours { get; init; }

    /// <summary>The browser's own zone, by its IANA name.</summary>
    public string BrowserZone { get; init; } = "UTC";

    public static ViewSettings From(IRequestCookieCollection? cookies) =>
        cookies is null
            ? Default
            : new ViewSettings
            {
                Theme = OneOf(cookies[CookiePrefix + "theme"], Themes),
                Density = OneOf(cookies[CookiePrefix + "density"], Densities),
                Palette = OneOf(cookies[CookiePrefix + "palette"], Palettes),
                Zone = cookies[CookiePrefix + "zone"] switch
                {
                    "venue" => ViewZone.Venue,
                    "local" => ViewZone.Browser,
                    _ => ViewZone.Utc,
                },
                TwelveHours = cookies[CookiePrefix + "hours"] == "12",
                BrowserZone = KnownZone(cookies[CookiePrefix + "tz"]),
            };

    private static string? OneOf(string? value, string[] allowed) => allowed.Contains(value) ? value : null;

    private static string KnownZone(string? name) =>
        name is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _) ? name : "UTC";
}
