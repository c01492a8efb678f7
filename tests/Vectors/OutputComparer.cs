using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Strikeboard.Vectors;

/// <summary>
/// Compares an answer with what a vector expects. Fractions: |got − expected| ≤ tolerance · max(1, |expected|). Whole numbers,
/// texts, booleans, nulls, instants and the order and length of lists: exactly.
/// </summary>
public static class OutputComparer
{
    public static IReadOnlyList<Mismatch> Compare(JsonElement expected, VectorOutput got, double tolerance)
    {
        var mismatches = new List<Mismatch>();
        CompareObject(expected, got, tolerance, "", mismatches);
        return mismatches;
    }

    private static void CompareObject(
        JsonElement expected,
        VectorOutput got,
        double tolerance,
        string path,
        List<Mismatch> mismatches
    )
    {
        foreach (var property in expected.EnumerateObject())
        {
            var key = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (got.TryGetValue(property.Name, out var value))
            {
                CompareValue(property.Value, value, tolerance, key, mismatches);
            }
            else
            {
                mismatches.Add(new Mismatch(key, "(not given)", property.Value.GetRawText()));
            }
        }
    }

    private static void CompareValue(
        JsonElement expected,
        object? got,
        double tolerance,
        string key,
        List<Mismatch> mismatches
    )
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when got is VectorOutput output:
                CompareObject(expected, output, tolerance, key, mismatches);
                break;
            case JsonValueKind.Array when got is IEnumerable list and not string:
                CompareList(expected, [.. list.Cast<object?>()], tolerance, key, mismatches);
                break;
            default:
                if (!IsSame(expected, got, tolerance))
                {
                    mismatches.Add(new Mismatch(key, Show(got), expected.GetRawText()));
                }

                break;
        }
    }

    private static void CompareList(
        JsonElement expected,
        IReadOnlyList<object?> got,
        double tolerance,
        string key,
        List<Mismatch> mismatches
    )
    {
        if (expected.GetArrayLength() != got.Count)
        {
            mismatches.Add(new Mismatch($"{key}.length", Show(got.Count), Show(expected.GetArrayLength())));
            return;
        }

        var index = 0;
        foreach (var item in expected.EnumerateArray())
        {
            CompareValue(item, got[index], tolerance, $"{key}[{index}]", mismatches);
            index++;
        }
    }

    private static bool IsSame(JsonElement expected, object? got, double tolerance) =>
        expected.ValueKind switch
        {
            JsonValueKind.Null => got is null,
            JsonValueKind.True => got is true,
            JsonValueKind.False => got is false,
            JsonValueKind.Number => IsSameNumber(expected.GetRawText(), got, tolerance),
            JsonValueKind.String => IsSameText(expected.GetString()!, got, tolerance),
            _ => false,
        };

    private static bool IsSameText(string expected, object? got, double tolerance) =>
        got switch
        {
            string text => text == expected,
            DateTimeOffset instant => DateTimeOffset.TryParse(
                expected,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var wanted
            )
                && wanted == instant,
            _ => IsNumeric(expected) && IsSameNumber(expected, got, tolerance),
        };

    private static bool IsSameNumber(string expected, object? got, double tolerance)
    {
        switch (got)
        {
            case int or long or ulong:
                return decimal.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole)
                    && whole == Convert.ToDecimal(got, CultureInfo.InvariantCulture);
            case double or float or decimal:
                var wanted = double.Parse(expected, CultureInfo.InvariantCulture);
                var value = Convert.ToDouble(got, CultureInfo.InvariantCulture);
                return Math.Abs(value - wanted) <= tolerance * Math.Max(1, Math.Abs(wanted));
            default:
                return false;
        }
    }

    private static bool IsNumeric(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Show(object? value) =>
        value switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
            VectorOutput output => $"{{{string.Join(", ", output.Select(pair => $"{pair.Key}: {Show(pair.Value)}"))}}}",
            IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Show))}]",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
