using Strikeboard.Data.Embedded;

namespace Strikeboard.Data.Tests.Embedded;

public sealed class NpmPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("strikeboard-npm-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TryLink_MissingLinks_MakesThemOnce()
    {
        var package = Make("native/lib/libpq.so.5");

        Assert.True(package.TryLink());
        Assert.True(package.TryLink());

        Assert.Equal("library", File.ReadAllText(Path.Combine(_folder, "native", "lib", "libpq.so.5")));
        Assert.Equal("libpq.so.5.18", new FileInfo(Path.Combine(_folder, "native", "lib", "libpq.so.5")).LinkTarget);
    }

    [Fact]
    public void TryLink_TargetOutsideThePackage_IsLeftOut()
    {
        var package = Make("../outside.so");

        Assert.True(package.TryLink());

        Assert.False(File.Exists(Path.Combine(_folder, "..", "outside.so")));
    }

    [Fact]
    public void CopyBelow_AnyPlace_GivesAWholeCopyWithLinks()
    {
        var home = Directory.CreateDirectory(Path.Combine(_folder, "home")).FullName;

        var bin = Make("native/lib/libpq.so.5").CopyBelow(home);

        Assert.Equal(Path.Combine(home, "pgsql-18.4.0", "native", "bin"), bin);
        Assert.True(PostgresBinaries.AreIn(bin));
        Assert.Equal("library", File.ReadAllText(Path.Combine(home, "pgsql-18.4.0", "native", "lib", "libpq.so.5")));
        Assert.Single(Directory.EnumerateDirectories(home));
    }

    private NpmPackage Make(string linkTarget)
    {
        var native = Path.Combine(_folder, "native");
        Directory.CreateDirectory(Path.Combine(native, "bin"));
        Directory.CreateDirectory(Path.Combine(native, "lib"));
        foreach (var tool in new[] { "postgres", "initdb", "pg_ctl" })
            File.WriteAllText(
                Path.Combine(native, "bin", tool + (OperatingSystem.IsWindows() ? ".exe" : "")),
                "program"
            );
        File.WriteAllText(Path.Combine(native, "lib", "libpq.so.5.18"), "library");
        File.WriteAllText(Path.Combine(_folder, "package.json"), """{ "version": "18.4.0" }""");
        File.WriteAllText(
            Path.Combine(native, "pg-symlinks.json"),
            $$"""[{ "source": "native/lib/libpq.so.5.18", "target": "{{linkTarget}}" }]"""
        );
        return new NpmPackage(_folder);
    }
}
