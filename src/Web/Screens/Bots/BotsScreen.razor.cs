using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Bots;

/// <summary>Whether the bots may act, what stopped them, and what they are set to.</summary>
public sealed partial class BotsScreen
{
    private IReadOnlyList<BotView>? _bots;
    private BotWish? _asked;
    private string? _reason;
    private bool _sending;

    [Inject]
    private IBotReader Reader { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    protected override BoardTopics Topics => BoardTopics.Trading;

    protected override TimeSpan? ReadEvery => TimeSpan.FromSeconds(2);

    protected override async Task ReadAsync(CancellationToken cancellationToken) =>
        _bots = await Reader.AllAsync(cancellationToken);

    private void Ask(BotView bot, BotVerb verb) => (_asked, _reason) = (new BotWish(bot.Name, verb), null);

    private void Leave()
    {
        if (!_sending)
            _asked = null;
    }

    private async Task SendAsync()
    {
        if (_sending || _asked is not { } wish)
            return;
        _sending = true;
        try
        {
            Command command =
                wish.Verb == BotVerb.Arm ? new ArmBot(wish.Bot) : new SetBot(wish.Bot, wish.Verb == BotVerb.On, null);
            await Commands.RunAsync($"{Word(wish.Verb)}: {wish.Bot}", command, _reason, CancellationToken.None);
        }
        finally
        {
            (_sending, _asked) = (false, null);
        }
        await ReadNowAsync();
    }

    private static (string Tone, string Icon, string Word) LookOf(BotView bot) =>
        !bot.IsOn ? ("idle", "stop", "off")
        : bot.Guard.IsArmed ? ("good", "ok", "on")
        : ("bad", "error", "disarmed itself");

    private static string Question(BotWish wish) => $"{Word(wish.Verb)} {wish.Bot}?";

    private static string Word(BotVerb verb) =>
        verb switch
        {
            BotVerb.On => "Switch on",
            BotVerb.Off => "Switch off",
            _ => "Arm again",
        };

    private static string Does(BotVerb verb) =>
        verb switch
        {
            BotVerb.On => "From the next cycle on it enters what meets its conditions, within the desk's limits.",
            BotVerb.Off => "It enters nothing any more; what it would enter is told all the same.",
            _ => "It may act again, and counts refusals and losses anew.",
        };

    private static string DoesNot(BotVerb verb) =>
        verb switch
        {
            BotVerb.On => "It does not resume paused entries, lift a kill, or arm a bot that switched itself off.",
            BotVerb.Off => "It does not close what it holds, nor cancel what rests: positions stay protected.",
            _ => "It does not switch it on, and does not change a limit.",
        };
}
