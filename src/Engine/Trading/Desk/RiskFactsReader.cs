using System.Collections.Immutable;
using Npgsql;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Risk;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>Collects what the gate judges by: what is kept, read under the account's lock, and what the feeds say now.</summary>
internal sealed class RiskFactsReader(
    EngineSettings settings,
    LimitsDesk limits,
    AccountSync account,
    IMarketSights sights,
    IMarketFeed markets,
    TimeProvider time
)
{
    public string SymbolOf(MarketSight sight) =>
        settings
            .Symbols.FirstOrDefault(symbol => symbol.KalshiSeries.Contains(sight.Series, StringComparer.Ordinal))
            ?.Name
        ?? "";

    public async Task<RiskFacts> ReadAsync(
        NpgsqlConnection connection,
        RiskView state,
        MarketSight? sight,
        EntryWish wish,
        CancellationToken cancellationToken
    ) =>
        await OfAccountAsync(connection, state, cancellationToken) with
        {
            Instrument = sight is null
                ? null
                : new RiskInstrument(
                    sight.Market.Ticker,
                    sight.Market.EventTicker,
                    SymbolOf(sight),
                    sight.Market.Status,
                    sight.Market.CloseTime
                ),
            Book = sight?.Quote is { } quote ? RiskBook.Of(quote, wish.Side) : null,
        };

    /// <summary>What is known of the account alone, whichever order may come.</summary>
    public async Task<RiskFacts> OfAccountAsync(
        NpgsqlConnection connection,
        RiskView state,
        CancellationToken cancellationToken
    )
    {
        var (now, view) = (time.GetUtcNow(), account.View);
        var kept = await RiskRecords.ReadAsync(
            connection,
            view.Venue,
            view.Account,
            now - Window(limits.Current),
            TradingDays.Of(now),
            cancellationToken
        );
        return new RiskFacts
        {
            Now = now,
            State = state.EntriesPaused || state.Killed ? RiskState.Halted : state.State,
            VenueTrades = markets.Status.State == SourceState.Connected ? !markets.Status.IsInMaintenanceAt(now) : null,
            Instrument = null,
            Book = null,
            Balance = view is { Cash: { } cash, CashAsOf: { } asOf } ? new RiskBalance(cash, asOf) : null,
            Holdings =
            [
                .. kept.Active.Select(p => RiskHolding.Of(p, p.EventTicker, p.Symbol, view.CashAsOf)),
                .. Owners(view),
            ],
            Day = new RiskDay(kept.Realised, Unrealised(kept.Active), kept.Fees),
            Recent =
            [
                .. kept.Recent.Select(one => new RiskOrder(
                    one.At,
                    one.Instrument,
                    one.Side,
                    one.Quantity,
                    one.LimitPrice
                )),
            ],
        };
    }

    private static TimeSpan Window(RiskLimits? limits) =>
        TimeSpan.FromSeconds(Math.Max(60, limits?.LookAlikeSeconds ?? 0));

    /// <summary>What the account's owner holds by hand counts as at risk, at the most that it can lose.</summary>
    private IEnumerable<RiskHolding> Owners(AccountView view) =>
        view
            .Holdings.Where(holding => holding.Venue != holding.Ours)
            .Select(holding =>
            {
                var sight = sights.See(holding.Instrument);
                var theirs = new VenuePosition(holding.Instrument, holding.Venue, Math.Abs(holding.Venue), 0m, 0m);
                return RiskHolding.OfOwner(
                    theirs,
                    holding.Ours,
                    sight?.Market.EventTicker ?? "",
                    sight is null ? "" : SymbolOf(sight)
                );
            })
            .OfType<RiskHolding>();

    private decimal? Unrealised(ImmutableArray<Position> active)
    {
        var sum = 0m;
        foreach (var position in active.Where(p => p.Quantity > 0))
        {
            if (sights.See(position.Instrument)?.Quote is not { } quote)
                return null;
            sum += PositionMoney.Of(position).Unrealised(quote.Bid(position.Side) ?? 0m);
        }
        return sum;
    }
}
