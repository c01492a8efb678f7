using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Live;

/// <summary>The topics a socket wants. It begins with all of them; the first subscription narrows it to what is named.</summary>
internal sealed record LiveChoice(ImmutableHashSet<string> Topics, bool Chosen)
{
    private const int MostNames = 100;

    public static LiveChoice All(Installation installation) =>
        new([.. LiveTopics.Plain, .. installation.Symbols.Select(s => MarketTopic(s.Symbol))], Chosen: false);

    public static string MarketTopic(Symbol symbol) => LiveTopics.MarketPrefix + symbol.Name;

    public bool Wants(string topic) => Topics.Contains(topic);

    /// <summary>The changed choice, or the sentence that says what was not understood.</summary>
    public (LiveChoice Choice, string? Fault) With(LiveRequest request, Installation installation)
    {
        var names = (request.Topics ?? [])
            .Concat((request.Symbols ?? []).Select(s => LiveTopics.MarketPrefix + s))
            .ToList();
        if (names.Count is 0 or > MostNames)
            return (this, $"Name 1 to {MostNames} symbols or topics.");
        var known = All(installation).Topics.ToImmutableDictionary(t => t, t => t, StringComparer.OrdinalIgnoreCase);
        var unknown = names.Where(name => name is null || !known.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
            return (
                this,
                $"Unknown: {Api.Problems.Shown(string.Join(", ", unknown))}. Known: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}."
            );
        var meant = names.Select(name => known[name]);
        return request.Type switch
        {
            "subscribe" => (new LiveChoice(Chosen ? Topics.Union(meant) : [.. meant], Chosen: true), null),
            "unsubscribe" => (new LiveChoice(Topics.Except(meant), Chosen: true), null),
            _ => (this, "A message is of type subscribe or unsubscribe."),
        };
    }
}
