namespace Strikeboard.Web.Access;

/// <summary>Where to go after signing in: a page of ours, never another site.</summary>
internal static class LocalUrl
{
    public const string Home = "/";

    public static string OrHome(string? url) => IsLocal(url) ? url! : Home;

    private static bool IsLocal(string? url) =>
        url is { Length: > 0 and < 2000 }
        && url[0] == '/'
        && (url.Length == 1 || url[1] is not ('/' or '\\'))
        && !url.Any(char.IsControl);
}
