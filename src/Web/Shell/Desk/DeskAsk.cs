namespace Strikeboard.Web.Shell.Desk;

/// <summary>
/// The emergency panel of one viewer: whether it is open, what is asked and what became of it. Several events can arrive before
/// the page is drawn again, so the guard against a double press is here and not in the disabled button.
/// </summary>
public sealed class DeskAsk(ScreenCommands commands)
{
    private int _sending;

    public event Action? Changed;

    public bool IsOpen { get; private set; }

    /// <summary>The verb that waits for its second word.</summary>
    public DeskVerb? Asked { get; private set; }

    public bool Sending => Volatile.Read(ref _sending) == 1;

    public string? Reason { get; set; }

    /// <summary>What became of the last one; null before any.</summary>
    public (string Tone, string Text)? Said { get; private set; }

    public void Open()
    {
        if (IsOpen)
            return;
        (IsOpen, Asked, Reason, Said) = (true, null, null, null);
        Changed?.Invoke();
    }

    public void Close()
    {
        if (!IsOpen)
            return;
        (IsOpen, Asked) = (false, null);
        Changed?.Invoke();
    }

    public Task ChooseAsync(DeskVerb verb)
    {
        if (Sending || Asked is not null)
            return Task.CompletedTask;
        if (!verb.AsksAgain)
            return RunAsync(verb);
        (Asked, Said) = (verb, null);
        Changed?.Invoke();
        return Task.CompletedTask;
    }

    public void Withdraw()
    {
        if (Sending)
            return;
        Asked = null;
        Changed?.Invoke();
    }

    public Task ConfirmAsync() => Asked is { } verb ? RunAsync(verb) : Task.CompletedTask;

    private async Task RunAsync(DeskVerb verb)
    {
        if (Interlocked.Exchange(ref _sending, 1) == 1)
            return;
        Said = null;
        Changed?.Invoke();
        try
        {
            // Leaving the page does not take back what has been sent: the command runs to its end.
            var outcome = await commands.RunAsync(
                verb.Word,
                verb.Command,
                Reason,
                CancellationToken.None,
                quiet: IsOpen
            );
            Said = outcome switch
            {
                null => ("bad", $"{verb.Word}: no answer came. Look at the state before you try again."),
                { Accepted: true } => ("good", outcome.Message),
                _ => ("bad", $"{verb.Word}: not done. {outcome.Message}"),
            };
        }
        finally
        {
            (Asked, Reason) = (null, null);
            Volatile.Write(ref _sending, 0);
            Changed?.Invoke();
        }
    }
}
