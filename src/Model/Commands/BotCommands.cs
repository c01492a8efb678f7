using System.Text.Json;

namespace Strikeboard.Model;

/// <summary>Switches a bot on or off, or changes how it decides. What is not given stays.</summary>
/// <param name="Settings">An object with those settings that change.</param>
public sealed record SetBot(string Bot, bool? On, JsonElement? Settings) : Command("bot.set", Role.Trader, Bot);

/// <summary>A bot that has switched itself off may act again; what it counted is counted anew.</summary>
public sealed record ArmBot(string Bot) : Command("bot.arm", Role.Trader, Bot);
