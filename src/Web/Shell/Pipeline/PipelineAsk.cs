namespace Strikeboard.Web.Shell.Pipeline;

/// <summary>
/// The one question about the pipeline a viewer may have open. Several events can arrive before the page is drawn again, so
/// the guard against a double press is here and not in the disabled button.
/// </summary>
public sealed class PipelineAsk(ScreenCommands commands)
{
    private int _sending;

    public event Action? Changed;

    public PipelineVerb? Asked { get; private set; }

    public bool Sending => Volatile.Read(ref _sending) == 1;

    public void Ask(PipelineVerb verb)
    {
        if (Sending || Asked is not null)
            return;
        Asked = verb;
        Changed?.Invoke();
    }

    public void Withdraw()
    {
        if (Sending || Asked is null)
            return;
        Asked = null;
        Changed?.Invoke();
    }

    public async Task ConfirmAsync(string? reason, CancellationToken cancellationToken)
    {
        if (Asked is not { } verb || Interlocked.Exchange(ref _sending, 1) == 1)
            return;
        Changed?.Invoke();
        try
        {
            await commands.RunAsync($"{verb.Word} pipeline", verb.Command, reason, cancellationToken);
        }
        finally
        {
            Asked = null;
            Volatile.Write(ref _sending, 0);
            Changed?.Invoke();
        }
    }
}
