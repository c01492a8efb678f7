using System.Diagnostics;

namespace Strikeboard.EndToEnd.Tests;

/// <summary>What a process has said so far, and whoever waits for what it says next.</summary>
internal sealed class ConsoleLines
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Waiting)> _waiters = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, e) => Add(e.Data);
        process.ErrorDataReceived += (_, e) => Add(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Task<string> WaitForAsync(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_lines.Find(line => wanted(line)) is { } said)
                return Task.FromResult(said);
            var waiting = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((wanted, waiting));
            return waiting.Task.WaitAsync(cancellationToken);
        }
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _lines.Add(line);
            foreach (var (wanted, waiting) in _waiters)
            {
                if (wanted(line))
                    waiting.TrySetResult(line);
            }
        }
    }
}
