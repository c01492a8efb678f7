namespace Strikeboard.EndToEnd.Tests;

/// <summary>How a test wants the app. The defaults choose free ports, a fresh folder and the known administrator.</summary>
public sealed record AppOptions
{
    /// <summary>Port 0: the app takes a free one and says which.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    public int SimulatorPort { get; init; }

    /// <summary>Null: the app prints a one-time link instead.</summary>
    public string? AdminPassword { get; init; } = AppProcess.AdminPassword;

    /// <summary>Further settings by their names, for example "Pipeline:StrikeRows".</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Command-line arguments behind the program's name.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
