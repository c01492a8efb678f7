using Microsoft.AspNetCore.Http;
using Strikeboard.Model;
using Strikeboard.Web.Access;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Tests.Hosting;

public sealed class HomeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("strikeboard-home-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Resolve_Mode_GivesEachItsOwnFolder()
    {
        var demo = HomeFolder.Resolve(_folder, Mode.Demo);
        var live = HomeFolder.Resolve(_folder, Mode.Live);

        Assert.Equal(Path.Combine(_folder, "demo", "keys"), demo.Keys);
        Assert.Equal(Path.Combine(_folder, "live"), live.ForMode);
    }

    [Fact]
    public void Create_Keys_AreForTheOwnerOnly()
    {
        var home = HomeFolder.Resolve(_folder, Mode.Demo);

        Assert.Null(home.Create());

        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(home.Keys)
        );
    }

    [Fact]
    public void TryTake_HeldFolder_IsRefusedAndTheNoteSaysWho()
    {
        using var first = HomeLock.TryTake(_folder)!;
        first.Tell(new RunningNote(42, "http://localhost:8010", "demo", DateTimeOffset.UnixEpoch));

        Assert.Null(HomeLock.TryTake(_folder));
        Assert.Equal((42, "http://localhost:8010"), (HomeLock.Read(_folder)!.ProcessId, HomeLock.Read(_folder)!.Url));
    }

    [Fact]
    public void TryTake_AfterTheHolderLeft_Succeeds()
    {
        var first = HomeLock.TryTake(_folder)!;
        first.Tell(new RunningNote(42, "http://localhost:8010", "demo", DateTimeOffset.UnixEpoch));
        first.Dispose();

        using var second = HomeLock.TryTake(_folder);

        Assert.NotNull(second);
        Assert.Null(HomeLock.Read(_folder));
    }

    [Fact]
    public void ControlToken_File_IsForTheOwnerOnlyAndGoesWithTheProcess()
    {
        var token = ControlToken.WriteTo(_folder);
        var word = ControlToken.ReadFrom(_folder)!;

        Assert.True(token.Matches(word));
        Assert.False(token.Matches(word + "x"));
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(Path.Combine(_folder, ControlToken.FileName));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
        token.Dispose();
        Assert.Null(ControlToken.ReadFrom(_folder));
    }

    [Fact]
    public void Choose_TakenPort_IsPassedOverInDemoAndRefusedElsewhere()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        string[] urls = [$"http://localhost:{port}"];

        var demo = PortChoice.Choose(urls, mayMove: true);
        var live = PortChoice.Choose(urls, mayMove: false);

        Assert.True(BindingAddress.Parse(demo.Urls.Single()).Port > port);
        Assert.Contains($"{port} is taken", demo.Notes.Single(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.InvalidSettings, live.Refusal!.ExitCode);
    }
}
