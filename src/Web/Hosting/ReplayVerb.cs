using System.Globalization;
using Strikeboard.Engine.Recording;

namespace Strikeboard.Web.Hosting;

/// <summary>
/// Replays recorded hours and says whether they come out the same. It works on the files alone, so it asks nothing of a
/// running process and needs none.
/// </summary>
internal static class ReplayVerb
{
    private const int MostShown = 12;

    public static int Run(IReadOnlyList<string> arguments, Announcer said, CancellationToken cancellationToken)
    {
        var (ask, fault) = ReplayAsk.Parse(arguments);
        if (ask is null)
        {
            said.Say(fault!);
            return ExitCodes.InvalidSettings;
        }
        var configuration = new ConfigurationBuilder();
        DeskConfiguration.Fill(configuration, Environments.Production, ask.Settings);
        var (settings, refusal) = SettingsReader.Read(configuration.Build(), Environments.Production, _ => null);
        if (settings is null)
            return said.Refuse(refusal!);
        var folder = new RecordingFolder(settings.Home.Recording);
        var parts = folder.Parts();
        if (parts.Count == 0)
        {
            said.Say($"There is no recording in '{folder.Path}'.");
            return ExitCodes.Failed;
        }
        var request = ask.Request is { From: null, To: null } ? Newest(ask.Request, parts) : ask.Request;
        said.Say($"Replaying {Range(request)} with {(request.WithToday ? "today's" : "the recording's")} settings");
        var report = new Replayer(folder, settings.Pipeline, TimeProvider.System).Run(
            request,
            new Progress(said),
            cancellationToken
        );
        Say(report, said);
        return report.IsAllTheSame ? ExitCodes.Good : ExitCodes.Failed;
    }

    /// <summary>Asked for nothing, the newest hour.</summary>
    private static ReplayRequest Newest(ReplayRequest request, IReadOnlyList<RecordedPart> parts) =>
        request with
        {
            From = parts[^1].Hour,
            To = parts[^1].Hour.AddHours(1),
        };

    private static void Say(ReplayReport report, Announcer said)
    {
        foreach (var note in report.Notes)
            said.Say($"  {note}");
        foreach (var setting in report.ChangedSettings)
            said.Say($"  setting {setting}");
        if (report.Cycles == 0)
        {
            said.Say("No cycle was recorded then.");
            return;
        }
        said.Say(
            Text(
                $"{report.Cycles} cycles from {report.First:HH:mm:ss} to {report.Last:HH:mm:ss}, {report.Parts} files: {report.Equal} equal, {report.Different} different, {report.Unknown} with lost inputs; {report.CyclesPerSecond:0} cycles/s"
            )
        );
        if (report.Different > 0)
            SayDifferences(report, said);
        said.Say(report.IsAllTheSame ? "The same, bit for bit." : "Not the same.");
    }

    private static void SayDifferences(ReplayReport report, Announcer said)
    {
        foreach (var (step, cycles) in report.DifferentByStep)
            said.Say(Text($"  {step}: different in {cycles} cycles"));
        if (report.Differences is not [var first, ..])
            return;
        said.Say($"First difference: {Where(first)}");
        // Where of that cycle only fingerprints were kept, the next one kept whole says more.
        if (report.Differences.FirstOrDefault(difference => difference.IsNamed) is not { } named)
            named = first;
        else if (named.Cycle != first.Cycle)
            said.Say($"First kept whole: {Where(named)}");
        var shown = report.Differences.Where(difference => difference.Cycle == named.Cycle).Take(MostShown);
        foreach (var difference in shown)
            said.Say($"  {difference.Field}: ours {difference.Ours}, recorded {difference.Recorded}");
    }

    private static string Where(ReplayDifference at) =>
        Text($"cycle {at.Cycle}, due {at.DueAt:yyyy-MM-dd HH:mm:ss}, step {at.Step}");

    private static string Range(ReplayRequest request) =>
        Text($"{request.From:yyyy-MM-dd HH:mm:ss} … {request.To:yyyy-MM-dd HH:mm:ss}")
        + (request.Symbol is { } symbol ? $", {symbol} only," : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Progress(Announcer said) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value) =>
            said.Say(Text($"  {value.DueAt:HH:mm:ss}  {value.Cycles} cycles, {value.Different} different"));
    }
}
