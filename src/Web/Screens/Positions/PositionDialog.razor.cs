using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Trading;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Positions;

/// <summary>The question before something is asked of a position: how much, what it brings by the bids of now, and how old those are.</summary>
public sealed partial class PositionDialog
{
    private PositionWish? _asked;
    private PositionLine? _line;
    private string? _quantity;
    private string? _stop;
    private string? _target;
    private string? _chance;
    private string? _filled;
    private string? _evidence;
    private string? _reason;
    private string? _refused;
    private bool _sending;

    [Inject]
    private IMarks Marks { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    /// <summary>Null: nothing is asked.</summary>
    [Parameter, EditorRequired]
    public PositionWish? Wish { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    protected override BoardTopics Topics => BoardTopics.Trading;

    protected internal override bool Counts => Wish is not null;

    private string Title =>
        Wish?.Verb switch
        {
            PositionVerb.Close => "Close this position?",
            PositionVerb.Protect => "Move its protection?",
            PositionVerb.Resolve => "What became of this order?",
            _ => "",
        };

    private string Icon =>
        Wish?.Verb switch
        {
            PositionVerb.Protect => "shield",
            PositionVerb.Resolve => "search",
            _ => "down",
        };

    private string Ending =>
        Wish?.Verb switch
        {
            PositionVerb.Close => $"Sell {TradingText.Quantity(Amount ?? 0)}",
            PositionVerb.Protect => "Set the protection",
            _ => "Keep as the truth",
        };

    private decimal? Amount => _quantity is null ? null : TableFilter.Number(_quantity);

    /// <summary>Null: everything, and that is more than what is held just now where a fill comes late.</summary>
    private decimal? Part => Amount == _line?.Position.Quantity ? null : Amount;

    private decimal? Proceeds => Amount * _line?.Mark;

    private decimal? Gain => Proceeds - (Amount * _line?.Money.AveragePrice);

    private OrderAttempt? Order =>
        _line?.Position.Attempts.FirstOrDefault(attempt => attempt.ClientOrderId == Wish?.Order);

    private string? Fault =>
        Wish?.Verb switch
        {
            PositionVerb.Close => Amount is > 0 && Amount <= _line?.Position.Quantity
                ? null
                : "A number of contracts, at most what is held.",
            PositionVerb.Protect => ProtectionFault,
            PositionVerb.Resolve => Order is not { } order ? "This order is known by now."
            : TableFilter.Number(_filled ?? "") is { } filled && filled >= order.Filled && filled <= order.Quantity
                ? (_evidence?.Trim().Length ?? 0) < 10 ? "Say in a sentence what the venue shows."
                    : null
            : $"From {TradingText.Quantity(order.Filled)} to {TradingText.Quantity(order.Quantity)} contracts.",
            _ => null,
        };

    private string? ProtectionFault =>
        !IsShare(_stop) || !IsShare(_target) || !IsShare(_chance) ? "Numbers between 0 and 100, or nothing."
        : Share(_stop) >= Share(_target) ? "The stop lies below the target."
        : null;

    /// <summary>A protection that would act the moment it is set.</summary>
    private string? AtOnce =>
        _line?.Mark is not { } bid ? null
        : Share(_stop) >= bid ? "The best bid is at or below this stop already: it would be sold at once."
        : Share(_target) <= bid ? "The best bid is at or above this target already: it would be sold at once."
        : null;

    protected override void OnParametersSet()
    {
        if (Wish == _asked)
            return;
        _asked = Wish;
        (_reason, _refused, _evidence) = (null, null, null);
        Find();
        if (_line is not { } line)
            return;
        var protection = line.Position.Protection;
        _quantity = Write(line.Position.Quantity);
        (_stop, _target) = (Write(protection.StopPrice * 100), Write(protection.TargetPrice * 100));
        _chance = Write((decimal?)protection.StopChance * 100);
        _filled = Write(Order?.Filled);
    }

    protected override void OnBoard() => Find();

    private void Find() =>
        _line =
            Wish is { } wish && Live.Current.Positions.TryGetValue(wish.Position, out var position)
                ? PositionLine.Of(position, Marks.Of(position.Instrument))
                : null;

    private Task LeaveAsync() => _sending ? Task.CompletedTask : OnClose.InvokeAsync();

    private async Task SendAsync()
    {
        if (_sending || Wish is not { } wish || Fault is not null)
            return;
        (_sending, _refused) = (true, null);
        try
        {
            var outcome = await Commands.RunAsync(Ending, CommandOf(wish), _reason, CancellationToken.None);
            if (outcome is { Accepted: true })
                await OnClose.InvokeAsync();
            else
                _refused = outcome?.Message ?? "No answer came. Look at the position before you try again.";
        }
        finally
        {
            _sending = false;
        }
    }

    private Command CommandOf(PositionWish wish) =>
        wish.Verb switch
        {
            PositionVerb.Close => new ClosePosition(wish.Position, Part),
            PositionVerb.Protect => new SetProtection(
                wish.Position,
                Share(_stop),
                Share(_target),
                (double?)Share(_chance)
            ),
            _ => new ResolveOrder(wish.Order!, TableFilter.Number(_filled!)!.Value, _evidence!.Trim()),
        };

    private static decimal? Share(string? percent) =>
        string.IsNullOrWhiteSpace(percent) ? null : TableFilter.Number(percent) / 100;

    private static bool IsShare(string? percent) =>
        string.IsNullOrWhiteSpace(percent) || TableFilter.Number(percent) is > 0 and < 100;

    private static string? Write(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);
}
