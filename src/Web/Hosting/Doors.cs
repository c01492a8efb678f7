using Strikeboard.Web.Access;
using Strikeboard.Web.Api;
using Strikeboard.Web.Live;
using Strikeboard.Web.Standby;

namespace Strikeboard.Web.Hosting;

/// <summary>The order in which a request is looked at, and everything that programs may call.</summary>
public static class Doors
{
    public static void UseDoors(this WebApplication app)
    {
        SecurityHeaders.Use(app);
        app.UseApiProblems();
        app.UseRouting();
        app.UseWebSockets();
        app.UseAccess();
        JsonAlphabet.Use(app);
        QueryText.Use(app);
        StandbyDoor.Use(app);
    }

    public static void MapDoors(this WebApplication app)
    {
        app.MapSignIn();
        app.MapApi();
        app.MapLive();
    }
}
