using System.Globalization;

namespace Strikeboard.Faults.Points;

/// <summary>A file that two processes know: one writes where the other is to end, and that one notes that it did.</summary>
public sealed class Trap(string file)
{
    /// <summary>Names the file to the app's process.</summary>
    public const string Variable = "FAULTS_TRAP";

    /// <summary>Only the assembly that carries the hook.</summary>
    public static string Hook => typeof(Trap).Assembly.Location;

    public string File => file;

    private string Note => file + ".sprung";

    /// <summary>What is set now; null: nothing.</summary>
    public (string Text, string Point, int Passing)? Set
    {
        get
        {
            try
            {
                var text = System.IO.File.Exists(file) ? System.IO.File.ReadAllText(file) : "";
                return text.Split('\n') is [var point, var passing, _]
                    ? (text, point, int.Parse(passing, CultureInfo.InvariantCulture))
                    : null;
            }
            catch (IOException)
            {
                // Taken away between the two looks.
                return null;
            }
        }
    }

    /// <summary>The step at which the process ended; null: it did not, or not there.</summary>
    public string? Sprung => System.IO.File.Exists(Note) ? System.IO.File.ReadAllText(Note) : null;

    /// <param name="passing">Which passing of the step ends the process: 1 is the first from now on.</param>
    public void Arm(string point, int passing)
    {
        Disarm();
        var next = file + ".next";
        System.IO.File.WriteAllText(
            next,
            string.Create(CultureInfo.InvariantCulture, $"{point}\n{passing}\n{Guid.NewGuid()}")
        );
        System.IO.File.Move(next, file, overwrite: true);
    }

    public void Disarm()
    {
        System.IO.File.Delete(file);
        System.IO.File.Delete(Note);
    }

    public void Spring(string point) => System.IO.File.WriteAllText(Note, point);
}
