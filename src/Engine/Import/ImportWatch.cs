namespace Strikeboard.Engine.Import;

/// <summary>
/// What an import has met so far: told to whoever looks once a second, summed up at its end. Refused rows are all written to
/// <paramref name="refusedRows"/>, and the first of them are kept for the console.
/// </summary>
public sealed class ImportWatch(IProgress<ImportProgress> progress, Action<RefusedRow> refusedRows, TimeProvider time)
{
    private const int FirstKept = 20;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly List<RefusedRow> _first = [];
    private readonly List<string> _notes = [];
    private long _lastTold;
    private long _bytes;
    private long _totalBytes;

    public long Read { get; private set; }
    public long Refused { get; private set; }
    public IReadOnlyList<RefusedRow> First => _first;
    public IReadOnlyList<string> Notes => _notes;
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>A try that met database trouble is followed by another one over the same file.</summary>
    public void Begin(long totalBytes)
    {
        (Read, Refused, _bytes, _totalBytes) = (0, 0, 0, totalBytes);
        _reasons.Clear();
        _first.Clear();
        _notes.Clear();
        _lastTold = time.GetTimestamp();
    }

    public void Took(long bytes)
    {
        Read++;
        _bytes = bytes;
        Tell("reading");
    }

    public void Refuse(long line, string reason, string text)
    {
        var row = new RefusedRow(line, reason, Harmless(text));
        Refused++;
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        if (_first.Count < FirstKept)
            _first.Add(row);
        refusedRows(row);
        Tell("reading");
    }

    public void Note(string sentence) => _notes.Add(sentence);

    public void Say(string what) => progress.Report(new ImportProgress(what, Read, Refused, Share));

    private double Share => _totalBytes > 0 ? Math.Min(1, (double)_bytes / _totalBytes) : 1;

    private void Tell(string what)
    {
        if (time.GetElapsedTime(_lastTold) < Every)
            return;
        _lastTold = time.GetTimestamp();
        Say(what);
    }

    private static string Harmless(string text)
    {
        const int longest = 60;
        var shown = new string([.. text.Take(longest).Select(c => char.IsControl(c) ? '?' : c)]);
        return text.Length > longest ? shown + "…" : shown;
    }
}

/// <param name="Share">How much of the file is read, 0 to 1.</param>
public sealed record ImportProgress(string What, long Read, long Refused, double Share);
