using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Exactly one of the two is there.</summary>
public sealed record SignInOutcome(Authority? Authority, Refusal? Refusal)
{
    public static SignInOutcome As(Authority authority) => new(authority, null);

    public static SignInOutcome Refused(Refusal refusal) => new(null, refusal);
}
