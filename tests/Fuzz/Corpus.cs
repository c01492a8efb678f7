using System.Text;

namespace Strikeboard.Fuzz;

/// <summary>Frames and bodies as the simulated venues sent them: a line each, "target frame".</summary>
public sealed class Corpus
{
    private readonly Dictionary<string, List<byte[]>> _byTarget = new(StringComparer.Ordinal);

    public static Corpus Read()
    {
        using var stream = typeof(Corpus).Assembly.GetManifestResourceStream("frames.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var corpus = new Corpus();
        while (reader.ReadLine() is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0)
                corpus.Of(line[..space]).Add(Encoding.UTF8.GetBytes(line[(space + 1)..]));
        }
        return corpus;
    }

    public IReadOnlyCollection<string> Targets => _byTarget.Keys;

    public List<byte[]> Of(string target)
    {
        if (!_byTarget.TryGetValue(target, out var frames))
            _byTarget[target] = frames = [];
        return frames;
    }
}
