using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>Weighs each cycle and enters what is worth it, through the same gate as everybody else.</summary>
internal sealed partial class AutoEntry(
    PositionDesk desk,
    EntryDesk entries,
    AccountDesk account,
    EntryBot bot,
    Decisions decisions,
    Facts facts,
    IEventLog events,
    TimeProvider time,
    ILogger<AutoEntry> logger
)
{
    public const string Name = "auto_entry";

    /// <summary>A cycle that could not be weighed before the next one came is not weighed any more.</summary>
    private readonly Channel<CycleSnapshot> _cycles = Channel.CreateBounded<CycleSnapshot>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    public async Task RunAsync(CancellationToken leading)
    {
        await bot.TakeUpAsync(leading);
        using var cycles = facts.Listen<CyclePublished>(fact => _cycles.Writer.TryWrite(fact.Cycle));
        using var ended = facts.Listen<PositionChanged>(fact => bot.Learn(fact.Position));
        await foreach (var cycle in _cycles.Reader.ReadAllAsync(leading))
        {
            try
            {
                await WeighAsync(cycle, leading);
            }
            catch (Exception fault) when (!leading.IsCancellationRequested)
            {
                Log.NotWeighed(logger, cycle.Id, fault);
            }
        }
    }

    private async Task WeighAsync(CycleSnapshot cycle, CancellationToken leading)
    {
        var weighed = EntryRule.Weigh(bot.Settings, FactsOf(cycle));
        var told = ImmutableArray.CreateBuilder<DecisionTold>(weighed.Length);
        foreach (var decision in weighed)
            told.Add(new DecisionTold(decision, await EnterAsync(decision, leading)));
        decisions.Keep(cycle, told.MoveToImmutable());
        await bot.KeepAsync(leading);
    }

    private EntryFacts FactsOf(CycleSnapshot cycle)
    {
        var (now, risk) = (time.GetUtcNow(), account.View);
        var day = TradingDays.Of(now);
        var mine = desk.All.Where(p => p.OpenedBy == Name).ToList();
        return new EntryFacts
        {
            Now = now,
            Cycle = cycle,
            Closed =
                risk.Killed ? "killed"
                : risk.EntriesPaused ? "entries are paused"
                : risk.State != RiskState.Active ? risk.Reason
                : "",
            Guard = bot.Guard,
            Taken =
            [
                .. desk
                    .All.Where(p => p.TakesSlot || (p.State == PositionState.Closed && p.TradingDay == day))
                    .Select(p => p.Instrument),
            ],
            Entered =
            [
                .. mine.Where(p => p.Bought > 0 || p.TakesSlot).Select(p => new EventSide(p.EventTicker, p.Side)),
            ],
            LastEntryAt = bot.LastEntryAt,
            LastRefusalAt = bot.LastRefusalAt,
        };
    }

    /// <summary>Null where it is entered, or where nobody wanted to; else what said no.</summary>
    private async Task<Refusal?> EnterAsync(EntryDecision decision, CancellationToken leading)
    {
        if (decision.Outcome != EntryOutcome.Enter || decision.Price is not { } price)
            return null;
        var answer = await entries.PlaceAsync(
            new EntryWish
            {
                Instrument = decision.Instrument,
                Side = decision.Side,
                Quantity = decision.Quantity,
                LimitPrice = price,
                Protection = decision.Protection,
                Rests = TimeSpan.FromSeconds(bot.Settings.RestSeconds),
                OpenedBy = Name,
                Reason = FormattableString.Invariant(
                    $"{decision.Mode}: chance {decision.Chance:0.000}, edge {decision.Edge:0.0} cents at {price:0.00}, cycle {decision.CycleId}"
                ),
            },
            leading
        );
        if (answer.Refusal is { } refusal)
        {
            bot.Refused(refusal);
            events.Record(
                Severity.Info,
                Name,
                "entry.refused",
                $"{decision.Instrument} {decision.Side} was not entered: {refusal.Message}",
                ("code", refusal.Code),
                ("instrument", decision.Instrument)
            );
        }
        else
        {
            bot.Entered();
        }
        return answer.Refusal;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Cycle {Cycle} could not be weighed.")]
        public static partial void NotWeighed(ILogger logger, long cycle, Exception fault);
    }
}
