using Strikeboard.Model;

namespace Strikeboard.Web.Parts.Trading;

/// <summary>Whether risk may be opened, in the word and the look it has on every page.</summary>
/// <param name="Short">For where there is little room.</param>
public sealed record DeskState(string Word, string Short, string Tone, string Icon, string Meaning)
{
    public static DeskState Of(RiskView risk) =>
        risk switch
        {
            { Since: null, Killed: false } => new(
                "Desk not known yet",
                "Desk ?",
                "idle",
                "missing",
                "The desk has not reported yet."
            ),
            { Killed: true } => new(
                "Killed",
                "Killed",
                "bad",
                "stop",
                $"Nothing is opened until it is re-armed{Because(risk)}."
            ),
            { State: RiskState.Halted } => new(
                "Halted",
                "Halted",
                "bad",
                "stop",
                $"Nothing is opened, and entries that rest are cancelled{Because(risk)}."
            ),
            { EntriesPaused: true } => new(
                "Entries paused",
                "Paused",
                "warn",
                "pause",
                "Nothing is opened; positions stay and stay protected."
            ),
            { State: RiskState.Reducing } => new(
                "Reducing only",
                "Reducing",
                "warn",
                "down",
                $"Only what lessens risk{Because(risk)}."
            ),
            _ => new("Armed", "Armed", "good", "shield", "Positions may be opened within the limits."),
        };

    private static string Because(RiskView risk) => risk.Reason.Length > 0 ? $": {risk.Reason}" : "";
}
