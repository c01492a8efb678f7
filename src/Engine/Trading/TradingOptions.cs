using System.ComponentModel.DataAnnotations;

namespace Strikeboard.Engine.Trading;

/// <summary>How orders are sent and the account is read.</summary>
public sealed class TradingOptions
{
    /// <summary>Our name for the account, in every record of it.</summary>
    [Required, RegularExpression("^[A-Za-z0-9_-]{1,40}$")]
    public string Account { get; set; } = "main";

    /// <summary>What an entry was judged by is old after this long: an order that has not left by then does not leave.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan EntryValid { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>An entry rests at the venue so long, and is ended by the venue itself then.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan EntryRests { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A try to get out rests so long before the next one follows at a newer price.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ExitRests { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The venue refuses an order that arrives after its own expiry, so that one which is absent then never was. Held by the
    /// simulator; of a real venue only where it has been shown.
    /// </summary>
    public bool ExpiryProves { get; set; }

    /// <summary>Between two looks at an order that may or may not be there.</summary>
    public TimeSpan AskDoubtfulEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks at an order that rests.</summary>
    public TimeSpan AskRestingEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two reads of the account's fills and settlements.</summary>
    public TimeSpan ReadFillsEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two reads of what the venue says is held, and of the cash.</summary>
    public TimeSpan ReadPositionsEvery { get; set; } = TimeSpan.FromSeconds(20);
}
