using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;

namespace Strikeboard.Web.Parts.Live;

/// <summary>
/// A part of a page that shows the board: it holds the newest one, renders at most four times a second, and at least once a
/// second while it counts something.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    public static readonly TimeSpan LeastBetweenRenders = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _subscription;
    private IDisposable? _beat;
    private long _lastShown;
    private long _lastRead;
    private bool _reading;

    [Inject]
    protected LiveBoard Live { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected SecondBeat Beat { get; set; } = default!;

    protected Board Board { get; private set; } = Board.Empty;

    protected DateTimeOffset Now { get; private set; }

    /// <summary>Ends with the component; for calls that should not outlive the page.</summary>
    protected CancellationToken Gone => _gone.Token;

    protected abstract BoardTopics Topics { get; }

    /// <summary>Called before each render that a newer board or a beat brings.</summary>
    protected virtual void OnBoard() { }

    /// <summary>What lies in the database is read at this pace, not with each board; null where nothing does.</summary>
    protected virtual TimeSpan? ReadEvery => null;

    /// <summary>Why the last reading did not come about; the values shown are then those of the one before.</summary>
    protected string? ReadTrouble { get; private set; }

    protected virtual Task ReadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnInitialized() => Look();

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
        _subscription = Live.Subscribe(Topics, OnChangeAsync);
        _beat = Beat.Listen(OnBeat);
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
        _subscription?.Dispose();
        _beat?.Dispose();
    }

    private async Task OnChangeAsync(Board board)
    {
        try
        {
            var wait = LeastBetweenRenders - Time.GetElapsedTime(Interlocked.Read(ref _lastShown));
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, Time, Gone);
            await InvokeAsync(Show);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The page went while this waited: nobody is left to draw for.
        }
    }

    private void OnBeat()
    {
        if (Time.GetElapsedTime(Interlocked.Read(ref _lastShown)) >= LeastBetweenRenders)
            _ = InvokeAsync(Show);
    }

    private void Show()
    {
        if (_gone.IsCancellationRequested)
            return;
        Look();
        StateHasChanged();
        if (ReadEvery is { } pace && (_lastRead == 0 || Time.GetElapsedTime(_lastRead) >= pace))
            _ = ReadNowAsync();
    }

    private void Look()
    {
        Interlocked.Exchange(ref _lastShown, Time.GetTimestamp());
        Board = Live.Current;
        Now = Time.GetUtcNow();
        OnBoard();
    }
}
