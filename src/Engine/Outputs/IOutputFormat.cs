using Strikeboard.Model;

namespace Strikeboard.Engine.Outputs;

/// <summary>
/// A way to write a cycle down for programs that read files. It is asked after the cycle was published, off its path, and on
/// the leader only. One class and one registration line make a new format.
/// </summary>
public interface IOutputFormat
{
    /// <summary>Short and unique: it names the format on the screen, in events and in <c>Outputs:Off</c>.</summary>
    string Name { get; }

    /// <summary>
    /// The files as they stand after this cycle. What a cycle could not make is left out: the file of an earlier cycle stays,
    /// and its time tells its age.
    /// </summary>
    IEnumerable<OutputFile> Files(CycleSnapshot cycle);
}

/// <param name="Path">Below the exports folder, with slashes: <c>strike_tables/btc_strike_table.json</c>.</param>
/// <param name="Content">The whole file.</param>
public sealed record OutputFile(string Path, ReadOnlyMemory<byte> Content);
