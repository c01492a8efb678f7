using System.ComponentModel.DataAnnotations;

namespace Strikeboard.Engine.Recording;

/// <summary>What is kept of what came in, and for how long.</summary>
public sealed class RecordingOptions
{
    /// <summary>Keep what comes in, so that any hour can be replayed. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Hours after which a recorded hour is removed. Default 72.</summary>
    [Range(1, 87_600)]
    public int KeepHours { get; set; } = 72;

    /// <summary>Most megabytes of recording; beyond them the oldest hours go first. Default 2048.</summary>
    [Range(16, 10_000_000)]
    public int MaxMegabytes { get; set; } = 2048;

    /// <summary>
    /// Every how many cycles the outputs are kept whole, so that a replay names the field that differs; those of failed cycles
    /// always are. Of the others fingerprints are kept, which name the symbol and the step. 0: never. Default 10.
    /// </summary>
    [Range(0, 3600)]
    public int OutputsEvery { get; set; } = 10;
}
