using System.Diagnostics.Tracing;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Trading.Desk;

public sealed class DeskTraceTests
{
    [Fact]
    public void Trace_WhileSomebodyListens_TellsOfAStepOnTheThreadThatTakesIt()
    {
        using var listener = new Listener();
        var sent = TradingBench.Sending();

        DeskTrace.Log.Kept(
            TradingBench.Planned(),
            Turn.To(sent),
            new SendBegun(TradingBench.EntryName, null, TradingBench.Noon)
        );

        Assert.Contains(("ChangeKept", "entry begun", Environment.CurrentManagedThreadId), listener.Heard);
    }

    [Fact]
    public void Trace_FillOfAnExit_IsToldFromOneOfAnEntry()
    {
        using var listener = new Listener();
        var leaving = TradingBench.Holding().After(TradingBench.Out());
        var fill = TradingBench.Traded(leaving.LastExit().ClientOrderId, "t", 10);

        DeskTrace.Log.Made(Turn.To(leaving.After(fill)), fill);

        Assert.Contains(listener.Heard, step => step is { Step: "ChangeMade", What: "exit fill" });
    }

    [Fact]
    public void Trace_NewTryOfAnExit_IsAStepOfItsOwn()
    {
        using var listener = new Listener();
        var leaving = TradingBench.Holding().After(TradingBench.Out());
        var refused = new SendRefused(leaving.LastExit().ClientOrderId, "no", TradingBench.At(3));
        var begun = leaving.After(new SendBegun(leaving.LastExit().ClientOrderId, null, TradingBench.At(2)));

        DeskTrace.Log.Kept(begun, Turn.To(begun.After(refused)), refused);

        Assert.Contains(listener.Heard, step => step is { Step: "ChangeKept", What: "exit tried again" });
    }

    private sealed class Listener : EventListener
    {
        /// <summary>Others trade meanwhile, in tests beside this one.</summary>
        private readonly System.Collections.Concurrent.ConcurrentQueue<(string Step, string What, int Thread)> _heard =
            new();

        public IEnumerable<(string Step, string What, int Thread)> Heard => _heard;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource is DeskTrace)
                EnableEvents(eventSource, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            _heard?.Enqueue((eventData.EventName!, (string)eventData.Payload![0]!, Environment.CurrentManagedThreadId));
    }
}
