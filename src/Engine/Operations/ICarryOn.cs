namespace Strikeboard.Engine.Operations;

/// <summary>Work that goes on, with less, while the database is away and nobody can lead.</summary>
public interface ICarryOn
{
    /// <summary>Begins when the database of a node that led cannot be reached, and is cancelled when anybody leads again.</summary>
    Task CarryOnAsync(CancellationToken carrying);
}
