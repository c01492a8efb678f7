using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Strikeboard.Quant.Numbers;

/// <summary>The one door for numbers into the models: what passes is finite and in range, what does not is refused by name.</summary>
internal static class Require
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string input = "")
    {
        if (!double.IsFinite(value))
        {
            Refuse(value, "a finite number", input);
        }

        return value;
    }

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string input = "")
    {
        if (!(double.IsFinite(value) && value > 0))
        {
            Refuse(value, "a finite number above zero", input);
        }

        return value;
    }

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string input = "")
    {
        if (!(double.IsFinite(value) && value >= 0))
        {
            Refuse(value, "a finite number not below zero", input);
        }

        return value;
    }

    public static double Within(
        double value,
        double low,
        double high,
        [CallerArgumentExpression(nameof(value))] string input = ""
    )
    {
        if (!(value >= low && value <= high))
        {
            Refuse(value, string.Create(CultureInfo.InvariantCulture, $"between {low} and {high}"), input);
        }

        return value;
    }

    public static decimal Within(
        decimal value,
        decimal low,
        decimal high,
        [CallerArgumentExpression(nameof(value))] string input = ""
    )
    {
        if (value < low || value > high)
        {
            Refuse(value, string.Create(CultureInfo.InvariantCulture, $"between {low} and {high}"), input);
        }

        return value;
    }

    public static decimal Positive(decimal value, [CallerArgumentExpression(nameof(value))] string input = "")
    {
        if (value <= 0)
        {
            Refuse(value, "above zero", input);
        }

        return value;
    }

    public static int AtLeast(int value, int low, [CallerArgumentExpression(nameof(value))] string input = "")
    {
        if (value < low)
        {
            Refuse(value, string.Create(CultureInfo.InvariantCulture, $"at least {low}"), input);
        }

        return value;
    }

    public static decimal Given(decimal? value, [CallerArgumentExpression(nameof(value))] string input = "")
    {
        if (value is null)
        {
            throw new InvalidInputException($"{input} is missing.", input);
        }

        return value.GetValueOrDefault();
    }

    [DoesNotReturn]
    private static void Refuse(IFormattable value, string wanted, string input) =>
        throw new InvalidInputException(
            string.Create(CultureInfo.InvariantCulture, $"{input} must be {wanted}, not {value}."),
            input
        );
}
