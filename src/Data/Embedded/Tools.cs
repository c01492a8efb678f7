using System.Diagnostics;

namespace Strikeboard.Data.Embedded;

internal sealed record ToolResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs PostgreSQL's own programs, as another account where the process is root.</summary>
internal sealed class Tools(ToolAccount? account, string workFolder, TimeProvider time)
{
    private const int CannotRun = 127;

    public ToolAccount? Account => account;

    public Task<ToolResult> RunAsync(
        string file,
        IReadOnlyList<string> arguments,
        TimeSpan timeout,
        CancellationToken ct
    ) => RunLineAsync(account is null ? [file, .. arguments] : account.Wrap(file, arguments), timeout, ct);

    /// <summary>Hands a path of ours to the account that will use it.</summary>
    public async Task HandOverAsync(string path, CancellationToken ct)
    {
        if (account is null)
            return;
        var result = await RunLineAsync(
            ["chown", $"{account.UserId}:{account.GroupId}", path],
            TimeSpan.FromSeconds(10),
            ct
        );
        if (!result.Succeeded)
            throw new EmbeddedPostgresException(
                EmbeddedPostgresException.Unreachable,
                $"'{path}' could not be handed to the user '{account.Name}': {result.Output}"
            );
    }

    private async Task<ToolResult> RunLineAsync(IReadOnlyList<string> line, TimeSpan timeout, CancellationToken ct)
    {
        using var process = new Process { StartInfo = Describe(line) };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception notRunnable)
        {
            return new ToolResult(CannotRun, notRunnable.Message);
        }

        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return new ToolResult(process.ExitCode, $"{await output}{await errors}".Trim());
        }
        catch (OperationCanceledException)
        {
            // Only the tool is ended: a server that it has started lives on, and the next start adopts it.
            process.Kill();
            ct.ThrowIfCancellationRequested();
            return new ToolResult(
                CannotRun,
                $"{Path.GetFileName(line[0])} did not finish within {timeout.TotalSeconds:0} s."
            );
        }
    }

    private ProcessStartInfo Describe(IReadOnlyList<string> line)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            // The account may not be able to enter the folder that we stand in.
            WorkingDirectory = workFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList()
        )
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        start.Environment["HOME"] = workFolder;
        return start;
    }
}
