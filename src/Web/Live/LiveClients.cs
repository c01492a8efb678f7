using Strikeboard.Web.Access;

namespace Strikeboard.Web.Live;

/// <summary>Open sockets: nobody can keep the process busy by opening more and more.</summary>
public sealed class LiveClients : Places
{
    public const int MostInAll = 500;
    public const int MostPerUser = 20;

    protected override (int InAll, int PerUser) Most => (MostInAll, MostPerUser);
}
