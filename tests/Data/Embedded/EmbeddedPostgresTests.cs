using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strikeboard.Data.Embedded;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests.Embedded;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _folder = TestFolders.Create();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => TestFolders.Delete(_folder);

    [Fact]
    public async Task Start_EmptyFolder_ServesADurableDatabaseToLoopbackOnly()
    {
        var said = new List<string>();
        await using var server = await StartAsync(progress: new Listener(said));

        Assert.True(server.Started);
        Assert.True(server.Owned);
        Assert.Equal("on", await AskAsync(server, "SHOW fsync"));
        Assert.Equal("on", await AskAsync(server, "SHOW synchronous_commit"));
        Assert.Equal("on", await AskAsync(server, "SHOW full_page_writes"));
        Assert.Equal("UTC", await AskAsync(server, "SHOW timezone"));
        Assert.Equal("127.0.0.1", await AskAsync(server, "SHOW listen_addresses"));
        Assert.Equal("strikeboard", await AskAsync(server, "SELECT current_database()"));
        Assert.Contains(said, line => line.StartsWith("Preparing", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("Starting", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(_folder, "postgres", "postgres.log")));
    }

    [Fact]
    public async Task Folder_AfterStart_IsClosedToOthers()
    {
        await using var server = await StartAsync();
        if (OperatingSystem.IsWindows())
            return;

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_folder, "postgres")));
        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(_folder, "postgres", "password")));
        var stranger = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Password = "guess",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(stranger.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Ct));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task Start_WhileAnotherOwnsIt_AdoptsAndLeavesItRunning()
    {
        await using var first = await StartAsync();
        await using (var second = await StartAsync())
        {
            Assert.False(second.Started);
            Assert.False(second.Owned);
            Assert.Equal(first.ProcessId, second.ProcessId);
            Assert.Equal(first.ConnectionString, second.ConnectionString);
        }

        Assert.Equal("1", await AskAsync(first, "SELECT 1"));
    }

    [Fact]
    public async Task Start_AfterACrashOfTheOwner_AdoptsAndStopsItInTheEnd()
    {
        var crashed = await StartAsync();
        crashed.Abandon();

        var next = await StartAsync();
        Assert.False(next.Started);
        Assert.True(next.Owned);
        Assert.Equal(crashed.ProcessId, next.ProcessId);
        await next.StopAsync(Ct);

        Assert.False(PostmasterFile.IsPostgres(next.ProcessId));
    }

    [Fact]
    public async Task Watch_PostmasterKilled_BringsItBackOnTheSamePort()
    {
        await using var server = await StartAsync();
        await AskAsync(server, "CREATE TABLE kept AS SELECT 7 AS n");
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Restarted += (_, _) => back.TrySetResult();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var watch = server.WatchAsync(end.Token);
        var (port, killed) = (server.Port, server.ProcessId);

        var began = TimeProvider.System.GetTimestamp();
        Kill(killed);
        await back.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"kill -9 of the postmaster to ready: {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.00} s"
        );

        Assert.Equal(port, server.Port);
        Assert.NotEqual(killed, server.ProcessId);
        Assert.Equal("7", await AskAsync(server, "SELECT n FROM kept"));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);
    }

    [Fact]
    public async Task Start_RightAfterThePostmasterWasKilled_StartsAgain()
    {
        var crashed = await StartAsync();
        crashed.Abandon();
        Kill(crashed.ProcessId);

        await using var next = await StartAsync();

        Assert.True(next.Started);
        Assert.Equal("1", await AskAsync(next, "SELECT 1"));
    }

    [Fact]
    public async Task Stop_Owned_LeavesNothingRunningAndKeepsTheData()
    {
        var first = await StartAsync();
        await AskAsync(first, "CREATE TABLE kept AS SELECT 7 AS n");
        await first.StopAsync(Ct);

        Assert.False(PostmasterFile.IsPostgres(first.ProcessId));
        Assert.False(File.Exists(Path.Combine(_folder, "postgres", "data", "postmaster.pid")));

        await using var second = await StartAsync();
        Assert.True(second.Started);
        Assert.Equal("7", await AskAsync(second, "SELECT n FROM kept"));
    }

    [Fact]
    public async Task Start_TwoAtOnce_OneStartsAndTheOtherAdopts()
    {
        var both = await Task.WhenAll(Task.Run(() => StartAsync(), Ct), Task.Run(() => StartAsync(), Ct));

        Assert.Single(both, server => server.Started);
        Assert.Single(both, server => server.Owned);
        Assert.Single(both.Select(server => server.ProcessId).Distinct());
        foreach (var server in both)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task Start_FoldersSideBySide_TakeDifferentPorts()
    {
        var other = TestFolders.Create();
        await using (var first = await StartAsync())
        {
            await using var second = await StartAsync(
                new EmbeddedPostgresOptions { Folder = other, Port = first.Port }
            );
            Assert.NotEqual(first.Port, second.Port);
        }

        TestFolders.Delete(other);
    }

    [Fact]
    public async Task Start_UnfinishedInitialisation_BeginsAnew()
    {
        var unfinished = Directory.CreateDirectory(Path.Combine(_folder, "postgres", "data.init"));
        await File.WriteAllTextAsync(Path.Combine(unfinished.FullName, "PG_VERSION"), "1", Ct);

        await using var server = await StartAsync();

        Assert.True(server.Started);
    }

    [Fact]
    public async Task Server_KeepsNoFileThatItsStarterInherited()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var inherited = Path.Combine(_folder, "inherited");
        await using var file = File.Create(inherited);
        // A duplicate lacks the mark that keeps it from children, as a file that a parent left open does.
        var descriptor = Libc.dup((int)file.SafeFileHandle.DangerousGetHandle());

        await using var server = await StartAsync();

        var open = Directory
            .EnumerateFileSystemEntries($"/proc/{server.ProcessId}/fd")
            .Select(entry => new FileInfo(entry).LinkTarget);
        Assert.DoesNotContain(inherited, open, StringComparer.Ordinal);
        Assert.Equal(0, Libc.close(descriptor));
    }

    private static class Libc
    {
        [System.Runtime.InteropServices.DllImport("libc")]
        public static extern int dup(int descriptor);

        [System.Runtime.InteropServices.DllImport("libc")]
        public static extern int close(int descriptor);
    }

    [Fact]
    public async Task Start_WithoutBinaries_RefusesWithThreeRemedies()
    {
        var options = new EmbeddedPostgresOptions
        {
            Folder = _folder,
            SearchFrom = [],
            UseMachine = false,
        };

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync(options));

        Assert.Equal(EmbeddedPostgresException.NoBinaries, refusal.Code);
        Assert.Contains("npm ci", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("PostgreSQL 15 or later", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:Strikeboard", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ConfiguredFolderWithoutPrograms_NamesIt()
    {
        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() =>
            StartAsync(new EmbeddedPostgresOptions { Folder = _folder, BinariesPath = _folder })
        );

        Assert.Equal(EmbeddedPostgresException.NoBinaries, refusal.Code);
        Assert.Contains(_folder, refusal.Message, StringComparison.Ordinal);
    }

    private Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions? options = null,
        IProgress<string>? progress = null
    ) =>
        EmbeddedPostgres.StartAsync(
            options ?? new EmbeddedPostgresOptions { Folder = _folder },
            TimeProvider.System,
            NullLogger.Instance,
            progress,
            Ct
        );

    private static async Task<string> AskAsync(EmbeddedPostgres server, string sql)
    {
        var text = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Ct))?.ToString() ?? "";
    }

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    private sealed class Listener(List<string> said) : IProgress<string>
    {
        public void Report(string value) => said.Add(value);
    }
}
