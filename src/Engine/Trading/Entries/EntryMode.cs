using System.Text.Json.Serialization;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>What makes a contract worth buying.</summary>
[JsonConverter(typeof(EntryModeWord))]
public enum EntryMode
{
    /// <summary>It is on the watchlist, on its active side.</summary>
    Watchlist,

    /// <summary>The price moves fast enough towards its side. Ranges have no such side.</summary>
    Momentum,
}

/// <summary>Whether a symbol is entered, and by what.</summary>
public sealed record EntrySwitch(bool Enabled = true, EntryMode Mode = EntryMode.Watchlist);

/// <summary>By its word alone: a number would be taken for a mode that there is not.</summary>
internal sealed class EntryModeWord() : JsonStringEnumConverter<EntryMode>(allowIntegerValues: false);
