using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Rules;

/// <summary>The name under which a venue gets an order: the same try, the same name, on every start and every node.</summary>
internal static class OrderNames
{
    /// <summary>By its first letters an order is known as ours among those that the account's owner placed by hand.</summary>
    private const string Ours = "sb-";

    public static string Of(OrderIntent intent, int number) => $"{Ours}{intent.Id:N}-{number}";

    /// <summary>What an account's owner ordered by hand is counted, and never touched.</summary>
    public static bool IsOurs(string? clientOrderId) =>
        clientOrderId?.StartsWith(Ours, StringComparison.Ordinal) == true;
}
