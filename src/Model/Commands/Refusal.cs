using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Strikeboard.Model;

/// <summary>Why something was not done: a code for programs, a sentence for people, and the facts behind it.</summary>
[method: JsonConstructor]
public sealed record Refusal(string Code, string Message, ImmutableDictionary<string, string> Facts)
{
    public Refusal(string code, string message)
        : this(code, message, ImmutableDictionary<string, string>.Empty) { }

    public Refusal With(string fact, object value) =>
        this with
        {
            Facts = Facts.SetItem(
                fact,
                Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""
            ),
        };
}
