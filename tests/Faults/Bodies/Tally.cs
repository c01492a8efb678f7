using System.Collections.Concurrent;
using System.Globalization;

namespace Strikeboard.Faults.Bodies;

/// <summary>Counts answers; many calls end at once.</summary>
internal sealed class Tally
{
    private const int MostShown = 400;
    private readonly ConcurrentDictionary<int, long> _classes = new();
    private readonly ConcurrentDictionary<string, (long Times, string First)> _faults = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _agreed = new(StringComparer.Ordinal);
    private long _cut;
    private long _real;
    private long _realAgreed;

    /// <summary>Calls about a real key, session or token, and how many of them were agreed to.</summary>
    public (long Sent, long Agreed) Real => (Interlocked.Read(ref _real), Interlocked.Read(ref _realAgreed));

    public long Cut => Interlocked.Read(ref _cut);

    public IReadOnlyDictionary<int, long> Classes => new SortedDictionary<int, long>(_classes);

    public IReadOnlyList<string> Faults =>
        [
            .. _faults
                .OrderByDescending(fault => fault.Value.Times)
                .Select(fault =>
                    $"{fault.Key} × {fault.Value.Times.ToString(CultureInfo.InvariantCulture)}: {fault.Value.First}"
                ),
        ];

    public bool HasAgreedTo(ApiOperation operation) => _agreed.ContainsKey(operation.Name);

    public void Add(Call call, string caller, int status, string body)
    {
        _classes.AddOrUpdate(status / 100, 1, (_, times) => times + 1);
        if (call.Owner is not null || call.ShowsToken)
        {
            Interlocked.Increment(ref _real);
            if (status is >= 200 and < 300)
                Interlocked.Increment(ref _realAgreed);
        }
        if (status is >= 200 and < 300)
            _agreed.AddOrUpdate(call.Operation.Name, 1, (_, times) => times + 1);
        if (status >= 500 && !IsHonest(call, status, body))
            Fault(call, caller, status.ToString(CultureInfo.InvariantCulture), body);
    }

    /// <summary>Somebody's own was handed to somebody else.</summary>
    public void AddTheft(Call call, string caller) => Fault(call, caller, "is another's", call.Owner!);

    public void AddSilence(Call call, string caller) => Fault(call, caller, "no answer", "");

    public void AddCut() => Interlocked.Increment(ref _cut);

    /// <summary>Accidents stop the pipeline: what reads may then have nothing to say. The database is never away here.</summary>
    private static bool IsHonest(Call call, int status, string body) =>
        status == 503 && call.Operation.IsReading && !body.Contains("database_away", StringComparison.Ordinal);

    private void Fault(Call call, string caller, string kind, string body)
    {
        var shown = body.Length <= MostShown ? body : body[..MostShown];
        _faults.AddOrUpdate(
            $"{call.Operation.Name} {kind}",
            (1, $"{caller}: {call} → {shown}"),
            (_, known) => (known.Times + 1, known.First)
        );
    }
}
