using System.Globalization;
using Strikeboard.Engine.Import;

namespace Strikeboard.Web.Hosting;

/// <summary>Every row that an import refused, in a file beside the logs; there is none where all were good.</summary>
internal sealed class RefusedRowsFile(string folder, string about) : IDisposable
{
    private StreamWriter? _writer;

    public string? Path { get; private set; }

    public void Add(RefusedRow row)
    {
        if (_writer is null)
        {
            Path = System.IO.Path.Combine(folder, $"import-{System.IO.Path.GetFileName(about)}-refused.txt");
            _writer = new StreamWriter(Path);
        }
        _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {row.Line}: {row.Reason}: {row.Shown}"));
    }

    public void Dispose() => _writer?.Dispose();
}
