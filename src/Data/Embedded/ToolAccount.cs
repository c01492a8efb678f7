using System.Globalization;

namespace Strikeboard.Data.Embedded;

/// <summary>PostgreSQL refuses to run as root; root therefore lends each of its tools another account.</summary>
internal sealed record ToolAccount(string Name, int UserId, int GroupId)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <summary>Null when the process may run the tools as itself.</summary>
    public static ToolAccount? ForThisProcess()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return null;
        var known = File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3)
            .ToList();
        foreach (var name in Preferred)
        {
            if (known.Find(fields => fields[0] == name) is { } fields)
                return new ToolAccount(name, Number(fields[2]), Number(fields[3]));
        }

        throw new EmbeddedPostgresException(
            EmbeddedPostgresException.Unreachable,
            "PostgreSQL cannot run as root, and this machine has neither a user 'postgres' nor a user 'nobody' to lend it. Run the program as an ordinary user."
        );
    }

    /// <summary>The command line that runs <paramref name="file"/> as this account.</summary>
    public IReadOnlyList<string> Wrap(string file, IReadOnlyList<string> arguments) =>
        File.Exists("/usr/bin/setpriv")
            ?
            [
                "/usr/bin/setpriv",
                $"--reuid={UserId}",
                $"--regid={GroupId}",
                "--clear-groups",
                "--",
                file,
                .. arguments,
            ]
            : ["runuser", "-u", Name, "--", file, .. arguments];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
