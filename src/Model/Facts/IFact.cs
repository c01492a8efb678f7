namespace Strikeboard.Model;

/// <summary>Something that has happened. Rooms of the engine speak to each other through facts.</summary>
public interface IFact;

public sealed record CyclePublished(CycleSnapshot Cycle) : IFact;

public sealed record PipelineChanged(PipelineStatus Status) : IFact;

public sealed record SourceChanged(SourceStatus Status) : IFact;

public sealed record TickReceived(Symbol Symbol, PriceTick Tick) : IFact;

public sealed record LeaderChanged(LeaderStatus Leader) : IFact;

public sealed record EventRecorded(SystemEvent Event) : IFact;

/// <summary>What this user may do, or where they are signed in, has changed: whoever trusts an earlier answer asks again.</summary>
public sealed record AccessChanged(Guid UserId) : IFact;
