namespace Strikeboard.Engine.Calibration;

/// <summary>Rises whenever a forecast or an outcome was written here, so that readers know when looking again is worth it.</summary>
public sealed class CalibrationNews
{
    private long _version;

    public long Version => Interlocked.Read(ref _version);

    public void Changed() => Interlocked.Increment(ref _version);
}
