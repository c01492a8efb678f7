namespace Strikeboard.Web.Parts.Settings;

/// <summary>Whose clock times are shown by.</summary>
public enum ViewZone
{
    Utc,

    /// <summary>New York, where the venue keeps its hours.</summary>
    Venue,
    Browser,
}
