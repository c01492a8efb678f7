namespace Strikeboard.Engine.Import;

/// <summary>A file of the system before this one. What cannot be taken is told to the watch, never thrown.</summary>
internal interface IOldFile
{
    IAsyncEnumerable<FoundPrice> ReadAsync(Stream content, ImportWatch watch, CancellationToken cancellationToken);
}

/// <summary>The whole file is of no use; the message is for the operator.</summary>
public sealed class OldFileException(string message) : Exception(message);
