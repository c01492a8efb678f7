using Strikeboard.Faults.Points;

/// <summary>
/// Found by this name, in no namespace, by a runtime that is told of this assembly (DOTNET_STARTUP_HOOKS). So the app that is
/// killed is the app that is shipped: nothing in it knows of kills.
/// </summary>
#pragma warning disable CA1050, MA0047 // The runtime looks for it there.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    private static PointKiller? _killer;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Trap.Variable) is { Length: > 0 } file)
            _killer = new PointKiller(file);
    }
}
