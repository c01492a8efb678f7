using Strikeboard.Engine;

namespace Strikeboard.Web.Parts;

/// <summary>
/// One page of a list, and the state it is in: not loaded, empty, shown, or failed. The address carries where it starts, so a
/// page can be shared and the way back is the browser's.
/// </summary>
public sealed class PagedList<T>(Func<PageRequest, CancellationToken, Task<Page<T>>> read)
{
    public const int Rows = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private int _asked;

    public Page<T>? Page { get; private set; }

    public string? Trouble { get; private set; }

    public bool Loading { get; private set; }

    /// <summary>The last asked wins: an answer that comes late, to an earlier question, is dropped.</summary>
    public async Task LoadAsync(string? after, CancellationToken cancellationToken)
    {
        var asked = ++_asked;
        Loading = true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var page = await read(new PageRequest(Limit: Rows, After: after), patience.Token);
            if (asked == _asked)
                (Page, Trouble) = (page, null);
        }
        catch (Exception exception)
        {
            if (asked == _asked)
                Trouble = exception is OperationCanceledException ? "No answer within ten seconds." : exception.Message;
        }
        finally
        {
            if (asked == _asked)
                Loading = false;
        }
    }
}
