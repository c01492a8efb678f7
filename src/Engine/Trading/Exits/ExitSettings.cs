namespace Strikeboard.Engine.Trading.Exits;

/// <summary>How positions are watched and sold.</summary>
public sealed record ExitSettings
{
    /// <summary>
    /// A price at the stop counts once it has been proven again this much later, or by another source; in seconds. Default 0.25:
    /// a single bad tick is over by then, a real fall is not.
    /// </summary>
    public double ConfirmSeconds { get; init; } = 0.25;

    /// <summary>Without a price or a chance to judge by for so long, somebody is told; in seconds. Default 5.</summary>
    public double BlindSeconds { get; init; } = 5.0;

    /// <summary>How far below the best bid an exit may sell, in cents. Default 2.</summary>
    public int SlippageCents { get; init; } = 2;

    /// <summary>So much further with each try that sold nothing, in cents. Default 2.</summary>
    public int WidenCents { get; init; } = 2;

    /// <summary>Sold so long before the close, whatever the price, in seconds; null (the default): held to the settlement.</summary>
    public int? SecondsBeforeClose { get; init; }

    /// <summary>All that makes no sense, each in a sentence.</summary>
    public IEnumerable<string> Faults()
    {
        (string Name, double Value, double Least, double Most)[] figures =
        [
            (nameof(ConfirmSeconds), ConfirmSeconds, 0, 5),
            (nameof(BlindSeconds), BlindSeconds, 1, 300),
            (nameof(SlippageCents), SlippageCents, 0, 50),
            (nameof(WidenCents), WidenCents, 0, 50),
            (nameof(SecondsBeforeClose), SecondsBeforeClose ?? 1, 1, 86_400),
        ];
        return figures
            .Where(figure => !(figure.Value >= figure.Least && figure.Value <= figure.Most))
            .Select(figure =>
                FormattableString.Invariant(
                    $"{figure.Name} is {figure.Value} and has to be between {figure.Least} and {figure.Most}."
                )
            );
    }
}
