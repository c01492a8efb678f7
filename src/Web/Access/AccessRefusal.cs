using Strikeboard.Engine.Access;
using Strikeboard.Model;

namespace Strikeboard.Web.Access;

/// <summary>Why the one who asks was not believed, for the answer that tells them.</summary>
internal static class AccessRefusal
{
    private static readonly object Key = new();

    public static void Note(HttpContext context, Refusal refusal) => context.Items[Key] = refusal;

    public static void Note(HttpContext context, AccessEnd end) => Note(context, new Refusal(end.Code, end.Message));

    public static Refusal? Of(HttpContext context) => context.Items[Key] as Refusal;
}
