using System.Collections.Concurrent;
using Strikeboard.Engine;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests;

/// <summary>Keeps what it is told, for a test to read; nothing is written anywhere.</summary>
internal sealed class Diary : IEventLog
{
    private readonly ConcurrentQueue<(string Code, string Message)> _lines = new();

    public IReadOnlyList<(string Code, string Message)> Lines => [.. _lines];

    public IReadOnlyList<string> Codes => [.. _lines.Select(line => line.Code)];

    public void Record(
        Severity severity,
        string source,
        string code,
        string message,
        params (string Name, object Value)[] about
    ) => _lines.Enqueue((code, message));

    public Task<Page<SystemEvent>> ReadAsync(
        PageRequest page,
        Severity? atLeast,
        string? source,
        string? code,
        CancellationToken cancellationToken
    ) => Task.FromResult(new Page<SystemEvent>([], 0, null));
}
