using System.Text;

namespace Strikeboard.Engine.Import;

/// <summary>Lines of a file that may be anything: one that does not end within bounds is told as too long, not kept in memory.</summary>
internal sealed class BoundedLines(StreamReader reader)
{
    public const int LongestLine = 16 * 1024;
    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _filled;

    public long Number { get; private set; }

    public bool TooLong { get; private set; }

    /// <summary>The next line without its end; null at the end of the file.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        TooLong = false;
        var any = false;
        while (_at < _filled || await FillAsync(cancellationToken))
        {
            any = true;
            var rest = _buffer.AsSpan(_at, _filled - _at);
            var end = rest.IndexOf('\n');
            Add(end < 0 ? rest : rest[..end]);
            _at += end < 0 ? rest.Length : end + 1;
            if (end >= 0)
                break;
        }
        if (!any)
            return null;
        Number++;
        if (_line is [.., '\r'])
            _line.Length--;
        return _line.ToString();
    }

    private void Add(ReadOnlySpan<char> part)
    {
        var room = LongestLine - _line.Length;
        TooLong |= part.Length > room;
        _line.Append(part[..Math.Min(room, part.Length)]);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        (_at, _filled) = (0, await reader.ReadAsync(_buffer.AsMemory(), cancellationToken));
        return _filled > 0;
    }
}
