using Microsoft.Extensions.Hosting;
using Npgsql;
using Strikeboard.Data;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Risk;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>
/// The only road to a new position. In one transaction, under the account's lock: what is known is read, the gate judges, the
/// slot is taken and the order is planned. Nothing is sent here.
/// </summary>
internal sealed class EntryDesk(
    PositionDesk desk,
    AccountDesk account,
    RiskFactsReader facts,
    LimitsDesk limits,
    TradingVenue venue,
    TradingOptions options,
    IMarketSights sights,
    NpgsqlDataSource source,
    IHostApplicationLifetime lifetime,
    TimeProvider time
)
{
    /// <summary>In a transaction of its own, for what trades by itself.</summary>
    public async Task<EntryAnswer> PlaceAsync(EntryWish wish, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var answer = await PlaceAsync(wish, connection, transaction, cancellationToken);
        if (answer.Position is not { } position)
            return answer;
        await transaction.CommitAsync(cancellationToken);
        TakeUp(position);
        return answer;
    }

    /// <summary>In the caller's transaction; after its commit, <see cref="TakeUp"/>.</summary>
    public async Task<EntryAnswer> PlaceAsync(
        EntryWish wish,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var state = await account.LockAsync(connection, transaction, cancellationToken);
        if (!await PositionStore.LeadsAsync(connection, transaction, desk.Epoch, cancellationToken))
            return EntryAnswer.No(new Refusal("standby", "Another node leads by now."));
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return EntryAnswer.No(new Refusal("desk.stopping", "The desk is shutting down; nothing more is opened."));
        var sight = sights.See(wish.Instrument);
        var known = await facts.ReadAsync(connection, account.Over(state), sight, wish, cancellationToken);
        var asked = new RiskWish
        {
            Instrument = wish.Instrument,
            Side = wish.Side,
            Purpose = IntentPurpose.Entry,
            Quantity = wish.Quantity,
            LimitPrice = wish.LimitPrice,
        };
        if (RiskGate.Judge(limits.Current, known, asked).Refusal is { } refusal)
            return EntryAnswer.No(refusal);

        DeskTrace.Log.EntryJudged(wish.Instrument);
        var position = Make(wish, sight!);
        var change = new PositionChange(
            Guid.CreateVersion7(position.OpenedAt),
            position.OpenedAt,
            TradeLines.Between(position with { Intents = [] }, Turn.To(position))
        );
        return await PositionStore.OpenAsync(connection, transaction, position, change, cancellationToken) switch
        {
            SlotOutcome.AlreadyHeld => EntryAnswer.No(
                new Refusal("slot.taken", $"{wish.Instrument} is held or being entered already.").With(
                    "instrument",
                    wish.Instrument
                )
            ),
            SlotOutcome.ClosedToday => EntryAnswer.No(
                new Refusal("slot.closed_today", $"{wish.Instrument} was held and given up today.").With(
                    "instrument",
                    wish.Instrument
                )
            ),
            _ => Written(position),
        };
    }

    public void TakeUp(Position position)
    {
        DeskTrace.Log.EntryKept(position.Instrument);
        desk.Adopt(position);
        DeskTrace.Log.EntryAdopted(position.Instrument);
    }

    private static EntryAnswer Written(Position position)
    {
        DeskTrace.Log.EntryWritten(position.Instrument);
        return new EntryAnswer(position, null);
    }

    private Position Make(EntryWish wish, MarketSight sight)
    {
        var now = Moments.Now(time);
        var entry = new OrderIntent
        {
            Id = Guid.CreateVersion7(now),
            Purpose = IntentPurpose.Entry,
            Quantity = wish.Quantity,
            LimitPrice = wish.LimitPrice,
            Reason = wish.Reason,
            AskedAt = now,
            ValidUntil = now + options.EntryValid,
            Rests = wish.Rests,
        };
        return PositionRules.Enter(
            new Position
            {
                Id = Guid.CreateVersion7(now),
                Venue = venue.Name,
                Account = venue.Account,
                Instrument = wish.Instrument,
                Side = wish.Side,
                Symbol = facts.SymbolOf(sight),
                EventTicker = sight.Market.EventTicker,
                ExchangeIndex = sight.Market.ExchangeIndex,
                TradingDay = TradingDays.Of(now),
                OpenedBy = wish.OpenedBy,
                OpenedAt = now,
                MarketClosesAt = sight.Market.CloseTime,
                Protection = wish.Protection,
            },
            entry
        );
    }
}
