using Strikeboard.Web.Api.Shapes;

namespace Strikeboard.Web.Api;

/// <summary>The parts of the last good cycle, each with its age as of now.</summary>
internal static class MarketDataCalls
{
    public static void MapMarketData(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api").WithTags("Market data");
        group.MapGet("/prices/{symbol}", Price);
        group.MapGet("/markets/{symbol}", Markets);
        group.MapGet("/probabilities/{symbol}", Probabilities);
        group.MapGet("/strikes/{symbol}", Strikes);
        group.MapGet("/watchlist/{symbol}", Watchlist);
        group.MapGet("/candles/{symbol}", CandleCalls.ReadAsync);
    }

    private static IResult Price(string symbol, SymbolLookup lookup, TimeProvider time)
    {
        if (lookup.TryFind(symbol, null, out var found) is { } problem)
            return problem;
        var madeAt = Ages.MadeAt(found.Board, found.Snapshot);
        return found.Snapshot.Price is { } price
            ? TypedResults.Ok(PriceShape.Of(price, found.Snapshot.CycleId, madeAt, time.GetUtcNow()))
            : Missing(found, "price");
    }

    private static IResult Markets(string symbol, string? series, SymbolLookup lookup, TimeProvider time)
    {
        if (lookup.TryFind(symbol, series, out var found) is { } problem)
            return problem;
        var madeAt = Ages.MadeAt(found.Board, found.Snapshot);
        return found.Snapshot.Market is { } market
            ? TypedResults.Ok(MarketsShape.Of(market, found.Snapshot.CycleId, found.Asked, madeAt, time.GetUtcNow()))
            : Missing(found, "markets");
    }

    private static IResult Probabilities(string symbol, string? series, SymbolLookup lookup, TimeProvider time)
    {
        if (lookup.TryFind(symbol, series, out var found) is { } problem)
            return problem;
        var madeAt = Ages.MadeAt(found.Board, found.Snapshot);
        // Between two events there are none, and that is an answer; before the step ever succeeded there is none.
        return found.Snapshot.Succeeded || !found.Snapshot.Probabilities.IsDefaultOrEmpty
            ? TypedResults.Ok(ProbabilitiesShape.Of(found.Snapshot, found.Asked, madeAt, time.GetUtcNow()))
            : Missing(found, "probabilities");
    }

    private static IResult Strikes(string symbol, string? series, SymbolLookup lookup, TimeProvider time)
    {
        if (lookup.TryFind(symbol, series, out var found) is { } problem)
            return problem;
        var madeAt = Ages.MadeAt(found.Board, found.Snapshot);
        return found.Snapshot.StrikesOf(found.Series) is { } table
            ? TypedResults.Ok(StrikesShape.Of(table, madeAt, time.GetUtcNow()))
            : Missing(found, "strike table");
    }

    private static IResult Watchlist(string symbol, string? series, SymbolLookup lookup, TimeProvider time)
    {
        if (lookup.TryFind(symbol, series, out var found) is { } problem)
            return problem;
        var madeAt = Ages.MadeAt(found.Board, found.Snapshot);
        return found.Snapshot.Watchlist is { } list
            ? TypedResults.Ok(WatchlistShape.Of(list, found.Asked, madeAt, time.GetUtcNow()))
            : Missing(found, "watchlist");
    }

    /// <summary>No cycle has succeeded yet; the steps that failed say why.</summary>
    private static IResult Missing(SymbolLookup.Found found, string what)
    {
        var failed = found.Snapshot.Steps.FirstOrDefault(step => step.Error is not null);
        return Problems.NotReady(
            failed is null
                ? $"There is no {what} of {found.Snapshot.Symbol} yet."
                : $"There is no {what} of {found.Snapshot.Symbol} yet: step {failed.Name}: {failed.Error!.Message}"
        );
    }
}
