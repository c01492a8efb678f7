using Strikeboard.Model;

namespace Strikeboard.Web.Shell.Pipeline;

/// <summary>One of the three things an operator may ask of the pipeline, with what it does and what it does not.</summary>
public sealed record PipelineVerb(
    string Word,
    string Icon,
    Command Command,
    string Question,
    string[] Does,
    string[] DoesNot
)
{
    public static readonly PipelineVerb Start = new(
        "Start",
        "play",
        new StartPipeline(),
        "Start the pipeline?",
        [
            "Runs the five steps for every symbol, once a second.",
            "Is remembered: after a restart of the process it runs again.",
        ],
        ["Does not open positions or resume paused entries by itself."]
    );

    public static readonly PipelineVerb Stop = new(
        "Stop",
        "stop",
        new StopPipeline(),
        "Stop the pipeline?",
        [
            "Finishes the cycle under way, then computes no new figures.",
            "Is remembered: it stays stopped after a restart of the process.",
        ],
        [
            "Does not close positions and does not cancel orders.",
            "Does not pause exits: held positions stay protected.",
            "Does not disconnect from the venues, and does not end the process.",
        ]
    );

    public static readonly PipelineVerb Restart = new(
        "Restart",
        "restart",
        new RestartPipeline(),
        "Restart the pipeline?",
        ["Finishes the cycle under way, stops, and starts with a count of zero failures."],
        [
            "Does not close positions and does not cancel orders.",
            "Does not restart the process or the connections to the venues.",
        ]
    );

    public static readonly PipelineVerb[] All = [Start, Stop, Restart];

    /// <summary>Whether the state admits it; null when it does, else why not.</summary>
    public string? RefusedIn(PipelineState state) =>
        state switch
        {
            PipelineState.Starting or PipelineState.Stopping => "another transition is under way",
            PipelineState.Stopped when this == Stop => "the pipeline is stopped already",
            PipelineState.Stopped when this == Restart => "the pipeline is stopped: start it",
            PipelineState.Running or PipelineState.Paused when this == Start => "the pipeline runs already",
            _ => null,
        };
}
