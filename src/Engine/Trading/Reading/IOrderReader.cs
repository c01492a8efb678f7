namespace Strikeboard.Engine.Trading.Reading;

/// <summary>Every order that was ever kept, newest first, for a screen that scrolls through all of them.</summary>
public interface IOrderReader : IKeysetReader<OrderLine, OrderFilter>
{
    /// <summary>Who has ever opened something.</summary>
    Task<IReadOnlyList<string>> OpenersAsync(CancellationToken cancellationToken);

    /// <summary>Everything that happened to these positions, oldest first.</summary>
    Task<IReadOnlyList<StoryLine>> StoryAsync(IReadOnlyList<Guid> positions, CancellationToken cancellationToken);
}
