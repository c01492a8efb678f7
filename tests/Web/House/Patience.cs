using System.Runtime.CompilerServices;
using Bunit;

namespace Strikeboard.Web.Tests.House;

internal static class Patience
{
    /// <summary>An assertion waits for what it waits for; a loaded machine may take its time.</summary>
    [ModuleInitializer]
    public static void Wait() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(60);
}
