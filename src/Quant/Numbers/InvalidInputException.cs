namespace Strikeboard.Quant.Numbers;

/// <summary>
/// A model was handed something that is not a number it can work with: NaN, infinity, a negative duration, a price of zero.
/// It is an error of the caller, never a result: callers decide about missing and stale values before they ask a model.
/// </summary>
public sealed class InvalidInputException : ArgumentException
{
    public InvalidInputException() { }

    public InvalidInputException(string message)
        : base(message) { }

    public InvalidInputException(string message, Exception innerException)
        : base(message, innerException) { }

    public InvalidInputException(string message, string input)
        : base(message, input) { }
}
