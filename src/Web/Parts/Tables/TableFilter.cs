using System.Globalization;

namespace Strikeboard.Web.Parts.Tables;

public enum FilterKind
{
    /// <summary>Free text; choices are offered, not demanded.</summary>
    Text,
    Choice,
    Number,
    Moment,
}

/// <summary>Something a table can be narrowed by; under its key it stands in the address.</summary>
public record TableFilter(string Key, string Title, FilterKind Kind = FilterKind.Text)
{
    private const int LongestText = 200;

    public IReadOnlyList<FilterChoice> Choices { get; init; } = [];

    /// <summary>Between title and value on the chip: "Edge at least 2".</summary>
    public string Relation { get; init; } = "";

    public string Unit { get; init; } = "";

    public static decimal? Number(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateTimeOffset? Moment(string value) =>
        DateTimeOffset.TryParse(
            value,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    /// <summary>An address is anybody's writing: a value that cannot be meant is left out.</summary>
    public bool Accepts(string value) =>
        value.Length is > 0 and <= LongestText
        && Kind switch
        {
            FilterKind.Choice => Choices.Any(choice => choice.Value == value),
            FilterKind.Number => Number(value) is not null,
            FilterKind.Moment => Moment(value) is not null,
            _ => !value.Any(char.IsControl),
        };
}

/// <summary>A filter over rows in memory.</summary>
/// <param name="Keeps">Whether the row stays, given the value asked for.</param>
public sealed record TableFilter<T>(string Key, string Title, FilterKind Kind, Func<T, string, bool> Keeps)
    : TableFilter(Key, Title, Kind);

public sealed record FilterChoice(string Value, string Word);
