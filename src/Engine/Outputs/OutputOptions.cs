using System.ComponentModel.DataAnnotations;

namespace Strikeboard.Engine.Outputs;

/// <summary>The files that each cycle leaves for other programs.</summary>
public sealed class OutputOptions
{
    /// <summary>Whether files are written at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where they go. Default empty: <c>exports</c> below the mode's data folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Least seconds between two cycles that are written down. Default 1: each cycle.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; set; } = 1;

    /// <summary>Names of the formats that are not written. Default none.</summary>
    public List<string> Off { get; set; } = [];
}
