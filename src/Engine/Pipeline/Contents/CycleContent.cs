using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Contents;

/// <summary>What one cycle read and made, small enough to keep and full enough to see why it decided as it did.</summary>
public sealed record CycleContent
{
    public required long Id { get; init; }
    public required long Generation { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required double Ms { get; init; }
    public required CycleOutcome Outcome { get; init; }
    public int MissedBefore { get; init; }
    public required ImmutableArray<SymbolContent> Symbols { get; init; }

    /// <summary>Over all symbols.</summary>
    [JsonIgnore]
    public ImmutableArray<StepReport> Steps =>
        new CycleSnapshot
        {
            Id = Id,
            Generation = Generation,
            DueAt = DueAt,
            StartedAt = StartedAt,
            Ms = Ms,
            Outcome = Outcome,
            Symbols =
            [
                .. Symbols.Select(symbol => new SymbolSnapshot
                {
                    Symbol = symbol.Symbol,
                    CycleId = Id,
                    Steps = symbol.Steps,
                }),
            ],
        }.Steps;

    public static CycleContent Of(CycleInputs inputs, CycleSnapshot cycle) =>
        new()
        {
            Id = cycle.Id,
            Generation = cycle.Generation,
            DueAt = cycle.DueAt,
            StartedAt = cycle.StartedAt,
            Ms = cycle.Ms,
            Outcome = cycle.Outcome,
            MissedBefore = cycle.MissedBefore,
            Symbols =
            [
                .. cycle.Symbols.Select(made =>
                    SymbolContent.Of(inputs.Symbols.First(read => read.Symbol == made.Symbol), made)
                ),
            ],
        };
}

public sealed record SymbolContent
{
    public required Symbol Symbol { get; init; }
    public required ImmutableArray<StepReport> Steps { get; init; }
    public required PriceInput PriceInput { get; init; }
    public required MarketInput MarketInput { get; init; }
    public PriceView? Price { get; init; }
    public ImmutableArray<ProbabilityTable> Probabilities { get; init; } = [];
    public ImmutableArray<StrikeTable> Strikes { get; init; } = [];
    public Watchlist? Watchlist { get; init; }

    public static SymbolContent Of(SymbolInputs read, SymbolSnapshot made) =>
        new()
        {
            Symbol = made.Symbol,
            Steps = made.Steps,
            PriceInput = PriceInput.Of(read),
            MarketInput = MarketInput.Of(read),
            Price = made.Price,
            Probabilities = made.Probabilities,
            Strikes = made.Strikes,
            Watchlist = made.Watchlist,
        };
}
