namespace Strikeboard.Engine.Live;

/// <summary>One reader of the board: at most one call in flight and at most one more owed.</summary>
internal sealed class BoardSubscription(
    LiveBoard board,
    BoardTopics topics,
    Func<Board, Task> onChange,
    TimeProvider time,
    Action<BoardSubscription> onEnd
) : IDisposable
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int BusyAndOwing = 2;

    private readonly CancellationTokenSource _ended = new();
    private int _state = Idle;

    public BoardTopics Topics => topics;

    public void Wake()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == BusyAndOwing)
                return;
            var next = state == Idle ? Busy : BusyAndOwing;
            if (Interlocked.CompareExchange(ref _state, next, state) != state)
                continue;
            if (state == Idle)
                _ = Task.Run(ServeAsync);
            return;
        }
    }

    public void Dispose()
    {
        if (_ended.IsCancellationRequested)
            return;
        _ended.Cancel();
        onEnd(this);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_ended.IsCancellationRequested)
            {
                // Owed calls that arrive from here on are about a newer board than the one handed out.
                Interlocked.Exchange(ref _state, Busy);
                await onChange(board.Current);
                await Task.Delay(LiveBoard.BurstWindow, time, _ended.Token);
                if (Interlocked.CompareExchange(ref _state, Idle, Busy) == Busy)
                    return;
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Ended while waiting: nothing is owed any more.
        }
        catch (Exception)
        {
            // A reader that throws (a closed circuit, a dead socket) has nothing more to be told.
            Dispose();
        }
    }
}
