using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Pipeline;

/// <summary>Cycles as a test wants them.</summary>
internal static class Cycles
{
    public static CycleSnapshot Succeeded(long id = 1, string symbol = "BTC") =>
        Make(id, symbol, CycleOutcome.Succeeded);

    public static CycleSnapshot Failed(long id = 1, string symbol = "BTC") => Make(id, symbol, CycleOutcome.Failed);

    private static CycleSnapshot Make(long id, string symbol, CycleOutcome outcome) =>
        new()
        {
            Id = id,
            Generation = 1,
            DueAt = DateTimeOffset.UnixEpoch.AddSeconds(id),
            StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(id),
            Ms = 1,
            Outcome = outcome,
            Symbols =
            [
                new SymbolSnapshot
                {
                    Symbol = new Symbol(symbol),
                    CycleId = id,
                    Steps =
                    [
                        outcome == CycleOutcome.Succeeded
                            ? new StepReport("price", StepOutcome.Succeeded, 1, null)
                            : new StepReport("price", StepOutcome.Failed, 1, new StepError("price.stale", "too old")),
                    ],
                },
            ],
        };
}
