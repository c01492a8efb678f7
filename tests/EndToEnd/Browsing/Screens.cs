using Microsoft.Playwright;

namespace Strikeboard.EndToEnd.Tests.Browsing;

/// <summary>The screens there are, and the sizes they are looked at in.</summary>
public static class Screens
{
    /// <summary>Stands for the address of the cycle that was finished last.</summary>
    public const string LastCycle = "/cycles/{last}";

    public static readonly string[] Inside =
    [
        "/",
        "/positions",
        "/orders",
        "/trades",
        "/reconciliation",
        "/why",
        "/why/past",
        "/bots",
        "/limits",
        "/pipeline",
        "/cycles",
        LastCycle,
        "/prices/btc",
        "/prices/eth?range=1h&average=on&strikes=on&view=table",
        "/strikes/btc",
        "/watchlist/btc",
        "/calibration",
        "/events",
        "/jobs",
        "/audit",
        "/settings",
        "/users",
        "/account",
        "/keys",
    ];

    public static ViewportSize Desk => new() { Width = 1366, Height = 768 };

    public static ViewportSize Pocket => new() { Width = 375, Height = 812 };
}
