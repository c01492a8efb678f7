namespace Strikeboard.Faults.Rig;

/// <summary>Another process of the app on the same database and the same exchanges, with a folder of its own.</summary>
public sealed class SecondNode : INode, IAsyncDisposable
{
    private readonly string _home;
    private readonly string _url;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Child? _app;

    internal SecondNode(string home, IReadOnlyDictionary<string, string> settings)
    {
        (_home, _settings) = (home, settings);
        _url = $"http://localhost:{Ports.Free()}";
        Desk = new Desk(_url);
        StartApp();
    }

    public Child App => _app!;

    public Desk Desk { get; }

    public void StartApp()
    {
        _app?.Dispose();
        _app = Bench.Launch(_home, _url, _settings);
    }

    public ValueTask DisposeAsync()
    {
        if (App.IsAlive)
            App.Kill();
        App.Dispose();
        Desk.Dispose();
        if (Directory.Exists(_home))
            Directory.Delete(_home, recursive: true);
        return ValueTask.CompletedTask;
    }
}
