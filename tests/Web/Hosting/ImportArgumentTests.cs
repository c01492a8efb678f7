using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Tests.Hosting;

public sealed class ImportArgumentTests
{
    [Fact]
    public void Read_FilesOptionsAndSettings_AreToldApart()
    {
        var (asked, _) = ImportArguments.Read([
            "a.csv",
            "--symbol",
            "eth",
            "b.json",
            "--dry-run",
            "--zone=America/New_York",
            "--Home",
            "/tmp/x",
            "--Mode=paper",
        ]);

        Assert.Equal(["a.csv", "b.json"], asked!.Files.Select(Path.GetFileName));
        Assert.Equal("ETH", asked.Symbol?.Name);
        Assert.Equal("America/New_York", asked.Zone.Id);
        Assert.True(asked.DryRun);
        Assert.Equal(["--Home=/tmp/x", "--Mode=paper"], asked.Settings);
    }

    [Theory]
    [InlineData("names no file", "--dry-run")]
    [InlineData("not 1 to 12 letters", "a.csv", "--symbol", "B T C")]
    [InlineData("not a zone", "a.csv", "--zone", "Mars/Olympus")]
    [InlineData("names no value", "a.csv", "--symbol")]
    public void Read_WhatCannotBe_IsRefusedInASentence(string because, params string[] arguments)
    {
        var (asked, fault) = ImportArguments.Read(arguments);

        Assert.Null(asked);
        Assert.Contains(because, fault, StringComparison.Ordinal);
    }
}
