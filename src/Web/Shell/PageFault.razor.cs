using Microsoft.AspNetCore.Components;

namespace Strikeboard.Web.Shell;

/// <summary>What a page shows in place of itself when it fails: what happened, what it affects, what can be done.</summary>
public sealed partial class PageFault
{
    private readonly string _id = Guid.NewGuid().ToString("N")[..10];

    [Inject]
    private ILogger<PageFault> Logger { get; set; } = default!;

    [Parameter, EditorRequired]
    public Exception Fault { get; set; } = default!;

    [Parameter]
    public EventCallback OnRetry { get; set; }

    protected override void OnInitialized() => Log.Faulted(Logger, _id, Fault);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "A page could not be drawn; fault {Id} was shown to the viewer."
        )]
        public static partial void Faulted(ILogger logger, string id, Exception exception);
    }
}
