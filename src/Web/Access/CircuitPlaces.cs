namespace Strikeboard.Web.Access;

/// <summary>Open pages: one user with a loop must not take those of the others.</summary>
public sealed class CircuitPlaces(AccessOptions options) : Places
{
    public int MostPerUser => options.CircuitsPerUser;

    protected override (int InAll, int PerUser) Most => (options.Circuits, options.CircuitsPerUser);
}
