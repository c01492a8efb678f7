using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Strikeboard.Web.Tests.Screens;

internal static class Setup
{
    /// <summary>The component kit names a newer AngleSharp.Diffing than lies beside it; the older one serves.</summary>
    [ModuleInitializer]
    internal static void AcceptOlderDiffing() =>
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "AngleSharp.Diffing"
                ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
                : null;
}
