using Quartz;

namespace Strikeboard.Engine.Jobs;

/// <summary>A job's name over both schedulers: scheduler:name.</summary>
internal static class JobId
{
    public static string Of(string scheduler, JobKey job) => $"{scheduler}:{job.Name}";

    public static (string Scheduler, JobKey Job)? Parse(string id)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || colon == id.Length - 1 ? null : (id[..colon], new JobKey(id[(colon + 1)..], id[..colon]));
    }
}
