using System.Xml.Linq;

namespace Strikeboard.Engine.Tests.Architecture;

/// <summary>Who may know whom. The compiler holds what the project files say; this holds the project files.</summary>
public sealed class RoomArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Model"] = [],
        ["Quant"] = [],
        ["Simulator"] = [],
        ["Exchanges"] = ["Model"],
        ["Data"] = ["Model"],
        ["Engine"] = ["Model", "Quant", "Exchanges", "Data"],
        ["Web"] = ["Model", "Engine", "Simulator"],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_References_AreThoseOfTheHouse(string room)
    {
        var project = XDocument.Load(Path.Combine(Top(), "src", room, $"Strikeboard.{room}.csproj"));
        var references = project
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
            .Select(name => name["Strikeboard.".Length..]);

        Assert.Empty(references.Except(Allowed[room]));
    }

    [Fact]
    public void House_Rooms_AreTheSevenOfTheDesign()
    {
        var rooms = Directory.GetDirectories(Path.Combine(Top(), "src")).Select(Path.GetFileName);

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), rooms.Order(StringComparer.Ordinal));
    }

    private static string Top()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dashboard.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the house");
        return folder.FullName;
    }
}
