using System.Text.Json;
using Strikeboard.Quant.Settlement;

namespace Strikeboard.Vectors.Sections;

/// <summary>Our words in the spelling of the vectors.</summary>
internal static class Names
{
    public static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static StrikeType StrikeType(string name) =>
        name switch
        {
            "greater" => Quant.Settlement.StrikeType.Greater,
            "greater_or_equal" => Quant.Settlement.StrikeType.GreaterOrEqual,
            "less" => Quant.Settlement.StrikeType.Less,
            "between" => Quant.Settlement.StrikeType.Between,
            _ => throw new VectorInputException($"There is no strike type {name}."),
        };

    public static SettlementDistribution Distribution(VectorInputs inputs) =>
        inputs.Text("dist", "normal") switch
        {
            "normal" => SettlementDistribution.Normal,
            "student_t" => SettlementDistribution.StudentT(inputs.Double("nu", 5)),
            var name => throw new VectorInputException($"There is no distribution {name}."),
        };
}
