namespace Strikeboard.Data.Migrations;

/// <summary>The parts of the schema that only SQL can say; one file each, never changed once released.</summary>
internal static class Scripts
{
    public static string Read(string name)
    {
        using var stream =
            typeof(Scripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script '{name}' is not part of this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
