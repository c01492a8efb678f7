namespace Strikeboard.Data;

/// <summary>The rooms of the database.</summary>
internal static class Schemas
{
    public const string Access = "access";
    public const string System = "system";
    public const string LiveData = "live_data";
    public const string Trading = "trading";

    /// <summary>Left empty: the scheduler keeps its own tables there.</summary>
    public const string Jobs = "jobs";
}
