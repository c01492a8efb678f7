using Microsoft.Extensions.Logging;

namespace Strikeboard.Exchanges.Kalshi.Trading;

/// <summary>What an account is traded through: orders by REST, what becomes of them by stream.</summary>
public sealed class KalshiTrader : IDisposable
{
    private readonly HttpClient _http;

    private KalshiTrader(HttpClient http, KalshiOrders orders, KalshiAccount account) =>
        (_http, Orders, Account) = (http, orders, account);

    public KalshiOrders Orders { get; }

    public KalshiAccount Account { get; }

    internal static KalshiTrader Of(
        KalshiOptions options,
        IKalshiSigner signer,
        KalshiRest rest,
        TimeProvider clock,
        ILogger<KalshiAccount> logger
    )
    {
        var http = KalshiOrders.CreateClient();
        var orders = new KalshiOrders(options, signer, rest, http, clock);
        return new KalshiTrader(
            http,
            orders,
            new KalshiAccount(options, signer, rest, orders, clock, logger, new Random())
        );
    }

    public void Dispose() => _http.Dispose();
}
