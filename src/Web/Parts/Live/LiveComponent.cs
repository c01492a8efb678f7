using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;

namespace Strikeboard.Web.Parts.Live;

/// <summary>
/// A part of a page that shows the board: it holds the newest one, and is drawn together with the page's other parts when
/// there is news for it (see <see cref="PagePulse"/>), and at least once a second while it counts something.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone = new();
    private long _lastRead;
    private bool _reading;

    [Inject]
    protected LiveBoard Live { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    private PagePulse Pulse { get; set; } = default!;

    protected Board Board { get; private set; } = Board.Empty;

    protected DateTimeOffset Now { get; private set; }

    /// <summary>Ends with the component; for calls that should not outlive the page.</summary>
    protected CancellationToken Gone => _gone.Token;

    protected abstract BoardTopics Topics { get; }

    internal BoardTopics Wants => Topics;

    /// <summary>It shows an age or a countdown, which move by themselves.</summary>
    protected internal virtual bool Counts => true;

    /// <summary>Called before each drawing that a newer board or a beat brings.</summary>
    protected virtual void OnBoard() { }

    /// <summary>What lies in the database is read at this pace, not with each board; null where nothing does.</summary>
    protected virtual TimeSpan? ReadEvery => null;

    /// <summary>Why the last reading did not come about; the values shown are then those of the one before.</summary>
    protected string? ReadTrouble { get; private set; }

    protected virtual Task ReadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnInitialized() => Take(Live.Current, Time.GetUtcNow());

    /// <summary>Reads now, for one who has just changed something. One reading at a time.</summary>
    protected async Task ReadNowAsync()
    {
        if (_reading || Gone.IsCancellationRequested)
            return;
        _reading = true;
        _lastRead = Time.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        patience.CancelAfter(ReadPatience);
        try
        {
            await ReadAsync(patience.Token);
            ReadTrouble = null;
        }
        catch (Exception exception)
        {
            ReadTrouble = exception is OperationCanceledException ? "no answer within ten seconds" : exception.Message;
        }
        finally
        {
            _reading = false;
        }
        if (!Gone.IsCancellationRequested)
            StateHasChanged();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // The prerendered copy is thrown away with its request: only the one in the browser listens.
        if (!firstRender || !RendererInfo.IsInteractive || _gone.IsCancellationRequested)
            return;
        Pulse.Join(this);
        // What came between the first look and the joining was told to nobody.
        if ((Live.Current.Since(Board) & Topics) != BoardTopics.None)
            Draw(Live.Current, Time.GetUtcNow());
        else if (ReadEvery is not null && _lastRead == 0)
            _ = ReadNowAsync();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _gone.IsCancellationRequested)
            return;
        _gone.Cancel();
        Pulse.Leave(this);
    }

    internal Task DrawAsync(Board board, DateTimeOffset now) => InvokeAsync(() => Draw(board, now));

    internal void Draw(Board board, DateTimeOffset now)
    {
        if (_gone.IsCancellationRequested)
            return;
        try
        {
            Take(board, now);
        }
        catch (Exception exception)
        {
            // Its own page shows the fault; the other parts go on.
            _ = DispatchExceptionAsync(exception);
            return;
        }
        StateHasChanged();
        if (ReadEvery is { } pace && (_lastRead == 0 || Time.GetElapsedTime(_lastRead) >= pace))
            _ = ReadNowAsync();
    }

    private void Take(Board board, DateTimeOffset now)
    {
        (Board, Now) = (board, now);
        OnBoard();
    }
}
