using Strikeboard.Engine.Live;
using Strikeboard.Web.Api;
using Strikeboard.Web.Api.Shapes;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Live;

/// <summary>Turns two looks at the board into what changed between them. Without an earlier look everything is new.</summary>
internal sealed class LiveView(
    Installation installation,
    IHealthReader health,
    SystemStates states,
    LiveClients clients
)
{
    private const int EventsInSnapshot = 20;

    public LiveGlance Look(Board board) => new(board, health.Current, states.Current);

    public IEnumerable<(string Type, string Topic, object Data)> Changes(
        LiveGlance? before,
        LiveGlance now,
        LiveChoice choice,
        DateTimeOffset time
    )
    {
        if (choice.Wants(LiveTopics.System) && SystemChanged(before, now))
            yield return (LiveTypes.SystemState, LiveTopics.System, SystemData(now, time));
        if (choice.Wants(LiveTopics.Health) && HealthChanged(before, now))
            yield return (LiveTypes.HealthUpdate, LiveTopics.Health, HealthShape.Of(now.Health, installation));
        if (choice.Wants(LiveTopics.Events))
        {
            foreach (var line in NewEvents(before, now))
                yield return (LiveTypes.SystemEvent, LiveTopics.Events, line);
        }
        foreach (var symbol in installation.Symbols)
        {
            var topic = LiveChoice.MarketTopic(symbol.Symbol);
            if (choice.Wants(topic) && MarketChanged(before, now, symbol) && MarketData(now, symbol, time) is { } data)
                yield return (LiveTypes.MarketData, topic, data);
        }
    }

    private static bool SystemChanged(LiveGlance? before, LiveGlance now) =>
        before is null
        || before.State != now.State
        || before.Board.Pipeline.State != now.Board.Pipeline.State
        || before.Board.Pipeline.Generation != now.Board.Pipeline.Generation
        || before.Board.Pipeline.ConsecutiveFailures != now.Board.Pipeline.ConsecutiveFailures
        || before.Board.Leader != now.Board.Leader
        || SourcesChanged(before.Board, now.Board);

    private static bool SourcesChanged(Board before, Board now) =>
        !ReferenceEquals(before.Sources, now.Sources)
        && (
            before.Sources.Count != now.Sources.Count
            || now.Sources.Any(source =>
                !before.Sources.TryGetValue(source.Key, out var old)
                || old.State != source.Value.State
                || old.Transport != source.Value.Transport
            )
        );

    private static bool HealthChanged(LiveGlance? before, LiveGlance now)
    {
        if (before is null)
            return true;
        if (ReferenceEquals(before.Health, now.Health))
            return false;
        return before.Health.Status != now.Health.Status
            || before.Health.CappedScore != now.Health.CappedScore
            || before.Health.Score != now.Health.Score
            || !before
                .Health.Checks.Select(c => (c.Name, c.Status))
                .SequenceEqual(now.Health.Checks.Select(c => (c.Name, c.Status)));
    }

    private static IEnumerable<Model.SystemEvent> NewEvents(LiveGlance? before, LiveGlance now)
    {
        // The board holds the newest fifty; a reader that slow has the list by REST for the rest.
        var seen = before is { Board.Events: { IsDefaultOrEmpty: false } events } ? events[0].Id : long.MinValue;
        var fresh = now.Board.Events.TakeWhile(line => line.Id != seen);
        return (before is null ? fresh.Take(EventsInSnapshot) : fresh).Reverse();
    }

    private static bool MarketChanged(LiveGlance? before, LiveGlance now, ConfiguredSymbol symbol) =>
        before is null
        || !ReferenceEquals(before.Board.Shown(symbol.Symbol), now.Board.Shown(symbol.Symbol))
        || before.Board.Ticks.GetValueOrDefault(symbol.Symbol) != now.Board.Ticks.GetValueOrDefault(symbol.Symbol);

    private object SystemData(LiveGlance now, DateTimeOffset time)
    {
        var uptime = Math.Round((time - states.StartedAt).TotalSeconds, 1);
        return new
        {
            state = now.State,
            activeWorkflows = Array.Empty<string>(),
            pipeline = StatusShape.Of(now.Board, time),
            metrics = new
            {
                activeWorkflows = 0,
                websocketClients = clients.Count,
                uptimeSeconds = uptime,
            },
        };
    }

    /// <summary>The newest tick beside the parts of the last good cycle: the tick may be ahead of them.</summary>
    private static object? MarketData(LiveGlance now, ConfiguredSymbol symbol, DateTimeOffset time)
    {
        var snapshot = now.Board.Shown(symbol.Symbol);
        var tick = now.Board.Ticks.GetValueOrDefault(symbol.Symbol);
        if (snapshot is null && tick is null)
            return null;
        var madeAt = snapshot is null ? time : Ages.MadeAt(now.Board, snapshot);
        return new
        {
            symbol = symbol.Symbol,
            cycleId = snapshot?.CycleId,
            tick = tick is null
                ? null
                : new
                {
                    tick.Price,
                    tick.Time,
                    ageMs = Ages.Ms(time, tick.ReceivedAt),
                    tick.Source,
                },
            price = snapshot?.Price is { } price ? PriceShape.Of(price, snapshot.CycleId, madeAt, time) : null,
            strikes = snapshot?.Strikes.Select(table => StrikesShape.Of(table, madeAt, time)).ToList(),
            watchlist = snapshot?.Watchlist is { } list ? WatchlistShape.Of(list, null, madeAt, time) : null,
        };
    }
}

/// <summary>What could be seen at one instant.</summary>
internal sealed record LiveGlance(Board Board, HealthReport Health, SystemState State);
