using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>What the venue says no with.</summary>
/// <param name="IsFlat">The shape of what could not be decoded; everything else is nested below `error`.</param>
internal sealed record Refusal(int Status, string Code, string? Details = null, bool IsFlat = false)
{
    public static readonly Refusal NotFound = new(StatusCodes.Status404NotFound, "not_found");
    public static readonly Refusal InsufficientBalance = Bad("insufficient_balance");
    public static readonly Refusal InvalidPrice = Bad("invalid_price");
    public static readonly Refusal InvalidSize = Bad("invalid_order_size");
    public static readonly Refusal MarketInactive = Bad("market_inactive");
    public static readonly Refusal TradingPaused = Bad("trading_paused");
    public static readonly Refusal NotEnoughVolume = Bad("fok_insufficient_volume");
    public static readonly Refusal PostOnlyCross = Invalid("post only cross");
    public static readonly Refusal GroupLimit = Bad("exceeded_order_group_risk_limit");
    public static readonly Refusal SideMismatch = Bad("order_side_mismatch");
    public static readonly Refusal TickerMismatch = Bad("order_ticker_mismatch");
    public static readonly Refusal ClientIdMismatch = Bad("order_id_and_client_order_id_mismatch");
    public static readonly Refusal MarketNotFound = new(StatusCodes.Status404NotFound, "market_not_found");
    public static readonly Refusal AlreadyExists = new(StatusCodes.Status409Conflict, "order_already_exists");
    public static readonly Refusal DeprecatedV1 = new(StatusCodes.Status410Gone, "deprecated_v1_order_endpoint");

    public static Refusal Invalid(string details) => new(StatusCodes.Status400BadRequest, "invalid_order", details);

    public static Refusal Undecodable(string details) =>
        new(StatusCodes.Status400BadRequest, "bad_request", details, IsFlat: true);

    public static Refusal WrongContentType { get; } =
        new(StatusCodes.Status400BadRequest, "invalid_content_type", "send application/json", IsFlat: true);

    public IResult Answer => new JsonAnswer(Status, w => WriteTo(w));

    public void WriteTo(System.Text.Json.Utf8JsonWriter w)
    {
        w.WriteStartObject();
        if (!IsFlat)
        {
            w.WriteStartObject("error");
        }
        WriteFields(w);
        if (!IsFlat)
        {
            w.WriteEndObject();
        }
        w.WriteEndObject();
    }

    public void WriteFields(System.Text.Json.Utf8JsonWriter w)
    {
        w.WriteString("code", Code);
        w.WriteString("message", Code.Replace('_', ' '));
        if (Details is not null)
        {
            w.WriteString("details", Details);
        }
    }

    private static Refusal Bad(string code) => new(StatusCodes.Status400BadRequest, code);
}
