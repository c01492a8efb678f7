namespace Strikeboard.Web.Screens.Bots;

/// <summary>What a person is about to ask of a bot.</summary>
internal sealed record BotWish(string Bot, BotVerb Verb);

internal enum BotVerb
{
    On,
    Off,
    Arm,
}
