using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>
/// Whoever may read the control token file already owns the data folder, so the console is an administrator without a
/// row in the database: it works on the day the screen, or the table of users, is gone.
/// </summary>
public static class ConsoleUser
{
    public const string Name = "console";
    public static readonly Guid Id = new("c0450a1e-0000-4000-8000-000000000001");
    public static readonly Authority Authority = new(Id, Name, Role.Administrator, Guid.Empty, HasPassword: false);
}
