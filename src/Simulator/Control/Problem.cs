using System.Text.Json.Nodes;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Control;

/// <summary>A refusal of the control interface, as RFC 9457 has it, with a code and the facts.</summary>
internal static class Problem
{
    public static IResult BadField(
        string field,
        string sentence,
        JsonNode? given,
        IReadOnlyList<string>? allowed = null
    )
    {
        var facts = new JsonObject { ["field"] = field, ["given"] = given?.DeepClone() };
        if (allowed is not null)
        {
            facts["allowed"] = new JsonArray([.. allowed.Select(a => JsonValue.Create(a))]);
        }
        return Of(StatusCodes.Status400BadRequest, "invalid_field", sentence, facts);
    }

    public static IResult Of(int status, string code, string sentence, JsonObject? facts = null) =>
        new JsonAnswer(
            status,
            w =>
            {
                w.WriteStartObject();
                w.WriteString("type", "about:blank");
                w.WriteString("title", sentence);
                w.WriteNumber("status", status);
                w.WriteString("code", code);
                w.WritePropertyName("facts");
                (facts ?? []).WriteTo(w);
                w.WriteEndObject();
            },
            "application/problem+json"
        );
}
