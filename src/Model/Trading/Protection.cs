namespace Strikeboard.Model;

/// <summary>When to get out. Kept with the wish to enter, so that the first fill is protected already.</summary>
/// <param name="StopPrice">Sold when the best bid of the side is at or below this; null: no price stop.</param>
/// <param name="TargetPrice">Sold when the best bid is at or above this; null: no target.</param>
/// <param name="StopChance">Sold when the model's chance of the side stays below this; null: not watched.</param>
public sealed record Protection(decimal? StopPrice, decimal? TargetPrice, double? StopChance)
{
    public static Protection None { get; } = new(null, null, null);
}
