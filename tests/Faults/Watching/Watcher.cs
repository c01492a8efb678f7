using System.Text.Json;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Watching;

/// <summary>Looks at the price and the strike table of a symbol ten times a second, as a sharp-eyed user would.</summary>
public sealed class Watcher : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private readonly Bench _bench;
    private readonly string _symbol;
    private readonly CancellationTokenSource _ending;
    private readonly Task _watching;
    private readonly Dictionary<(string What, string Word), int> _words = [];
    private readonly Lock _gate = new();
    private (string What, DateTimeOffset At)? _cutOff;

    public Watcher(Bench bench, CancellationToken cancellationToken, string symbol = "BTC")
    {
        (_bench, _symbol) = (bench, symbol);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _watching = WatchAsync(_ending.Token);
    }

    public FreshnessJudge Judge { get; } = new();

    private (string What, DateTimeOffset At)? CutOff
    {
        get
        {
            lock (_gate)
                return _cutOff;
        }
    }

    /// <summary>Which words were seen how often since the last <see cref="Forget"/>, the most frequent first.</summary>
    public IReadOnlyList<(string Word, int Times)> Seen(string what)
    {
        lock (_gate)
            return
            [
                .. _words
                    .Where(word => word.Key.What == what)
                    .OrderByDescending(word => word.Value)
                    .Select(word => (word.Key.Word, word.Value)),
            ];
    }

    public void Forget()
    {
        lock (_gate)
            _words.Clear();
    }

    /// <summary>Nothing of this kind can be new from now on; null: it can again.</summary>
    public void Silenced(string? what)
    {
        lock (_gate)
            _cutOff = what is null ? null : (what, _bench.Time.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every, _bench.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await LookAsync("price", $"/api/prices/{_symbol}", PriceOf, cancellationToken);
            await LookAsync("strikes", $"/api/strikes/{_symbol}", TableOf, cancellationToken);
        }
    }

    private async Task LookAsync(
        string what,
        string path,
        Func<JsonElement, DateTimeOffset, Sample> read,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // The time before asking: what the answer says was true no earlier than that.
            var at = _bench.Time.GetUtcNow();
            if (await _bench.Desk.TryGetAsync(path, cancellationToken) is not { } answer)
            {
                Count(what, "missing");
                return;
            }
            var sample = read(answer, at);
            Count(what, sample.Quality);
            Judge.Look(sample);
            if (CutOff is { } cut && cut.What == what)
                Judge.LookWithoutSource(sample, cut.At);
        }
        catch (Exception away) when (Eventually.IsAway(away) && !cancellationToken.IsCancellationRequested)
        {
            Count(what, "away");
        }
    }

    private void Count(string what, string word)
    {
        lock (_gate)
            _words[(what, word)] = _words.GetValueOrDefault((what, word)) + 1;
    }

    private static Sample PriceOf(JsonElement price, DateTimeOffset at) =>
        new(
            "price",
            at,
            price.GetProperty("quality").GetString()!,
            price.GetProperty("cycleId").GetInt64(),
            price.GetProperty("ageMs").GetInt64(),
            price.GetProperty("time").GetDateTimeOffset(),
            null
        );

    private static Sample TableOf(JsonElement table, DateTimeOffset at) =>
        new(
            "strikes",
            at,
            table.GetProperty("quality").GetString()!,
            table.GetProperty("cycleId").GetInt64(),
            table.GetProperty("ageMs").GetInt64(),
            null,
            OldestLive(table)
        );

    private static long? OldestLive(JsonElement table)
    {
        long? oldest = null;
        foreach (var row in table.GetProperty("rows").EnumerateArray())
        {
            if (
                row.GetProperty("quality").GetString() == "live"
                && row.TryGetProperty("quoteAgeMs", out var age)
                && age.ValueKind == JsonValueKind.Number
            )
                oldest = Math.Max(oldest ?? 0, age.GetInt64());
        }
        return oldest;
    }
}
