using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

/// <summary>The diary for a screen that scrolls through all of it.</summary>
public interface IEventReader : IKeysetReader<SystemEvent, EventFilter>
{
    /// <summary>Who has ever reported something.</summary>
    Task<IReadOnlyList<string>> SourcesAsync(CancellationToken cancellationToken);
}
