using System.Collections.Concurrent;

namespace Strikeboard.Engine.Access;

/// <summary>Answers of the database that may be used again for a moment; null is an answer too.</summary>
internal sealed class RecentAnswers<T>(TimeProvider time)
    where T : class
{
    private const int Most = 20_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<Guid, Answer> _answers = new();

    public bool TryGet(Guid id, TimeSpan trust, out T? value)
    {
        value = null;
        if (!_answers.TryGetValue(id, out var answer) || time.GetElapsedTime(answer.AskedAt) >= trust)
            return false;
        value = answer.Value;
        return true;
    }

    /// <param name="askedAt">When the question was put: the answer may be older than its arrival, never younger.</param>
    public void Keep(Guid id, T? value, long askedAt)
    {
        if (_answers.Count >= Most)
            MakeRoom();
        // An answer to an earlier question that comes late must not hide a newer one.
        _answers.AddOrUpdate(
            id,
            new Answer(value, askedAt),
            (_, old) => old.AskedAt > askedAt ? old : new Answer(value, askedAt)
        );
    }

    public void Forget(Guid id) => _answers.TryRemove(id, out _);

    public void Forget(Func<T?, bool> which)
    {
        foreach (var (id, answer) in _answers)
        {
            if (which(answer.Value))
                _answers.TryRemove(id, out _);
        }
    }

    private void MakeRoom()
    {
        foreach (var (id, answer) in _answers)
        {
            if (time.GetElapsedTime(answer.AskedAt) >= Kept)
                _answers.TryRemove(id, out _);
        }
        if (_answers.Count >= Most)
            _answers.Clear();
    }

    private sealed record Answer(T? Value, long AskedAt);
}
