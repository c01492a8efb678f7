using System.Globalization;
using Quartz;

namespace Strikeboard.Engine.Jobs;

/// <summary>How a job tells how far it has got: as often as it likes, kept at most once a second, seen on every node.</summary>
internal static class JobProgress
{
    /// <param name="what">What is counted, such as rows.</param>
    public static void Report(this IJobExecutionContext context, long done, long of, string what)
    {
        var percent = of <= 0 ? 100 : (int)Math.Clamp(100 * done / of, 0, 100);
        context.ReportProgress(percent, string.Create(CultureInfo.InvariantCulture, $"{done:#,0} of {of:#,0} {what}"));
    }
}
