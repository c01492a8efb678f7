using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

internal static class StateGates
{
    public static Refusal? Switch(RiskCase on) =>
        on.Facts.State switch
        {
            RiskState.Active => null,
            RiskState.Reducing => RiskCase
                .No("risk.reducing", $"The account may only reduce what it holds.")
                .With("state", "reducing"),
            RiskState.Halted => RiskCase.No("risk.halted", $"Trading is halted.").With("state", "halted"),
            _ => RiskCase.No("risk.state", $"Whether the account may trade is not known."),
        };

    public static Refusal? DailyLoss(RiskCase on)
    {
        if (on.Facts.Day is not { Unrealised: { } unrealised } day)
            return RiskCase.No("risk.day", $"How the day went so far is not known.");
        var loss = day.Fees - day.Realised - unrealised;
        return loss < on.Limits.MaxDailyLoss
            ? null
            : RiskCase
                .No(
                    "risk.loss",
                    $"The day has lost {RiskCase.Dollars(loss)}; at {RiskCase.Dollars(on.Limits.MaxDailyLoss)} nothing more is opened."
                )
                .With("loss", loss)
                .With("limit", on.Limits.MaxDailyLoss)
                .With("realised", day.Realised)
                .With("unrealised", unrealised)
                .With("fees", day.Fees);
    }
}
