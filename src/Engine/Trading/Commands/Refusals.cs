using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Commands;

internal static class Refusals
{
    public static Refusal NoOrder(string clientOrderId) =>
        new Refusal("order.not_found", "The desk knows no such order, or it was over long ago.").With(
            "order",
            clientOrderId
        );

    public static Refusal NoPosition(Guid id) =>
        new Refusal("position.not_found", "The desk holds no such position.").With("position", id);
}
