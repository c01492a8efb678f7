using System.Text.Json;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>Order groups and transfers, from their JSON to the floor and back.</summary>
internal sealed class AccountCommands(TradingFloor floor)
{
    private const decimal CenticentsInDollar = 10_000;

    public Outcome CreateGroup(Account account, WriteCall call, DateTimeOffset now)
    {
        if (Limit(call) is not { } limit)
        {
            return Outcome.Of(Refusal.InvalidSize);
        }
        // Like everything else that names no shard, a group without one belongs to shard 0.
        var group = floor.Groups.Create(account, call.Shard ?? 0, limit, now);
        return Outcome.Created(w =>
        {
            w.WriteStartObject();
            w.WriteString("order_group_id", group.Id);
            w.WriteNumber("exchange_index", group.Shard);
            w.WriteEndObject();
        });
    }

    public Outcome ResetGroup(Account account, WriteCall call, DateTimeOffset now) =>
        OnGroup(account, call, group => floor.Groups.Reset(account, group, now));

    public Outcome TriggerGroup(Account account, WriteCall call, DateTimeOffset now) =>
        OnGroup(account, call, group => floor.Groups.Trigger(account, group, now));

    public Outcome DeleteGroup(Account account, WriteCall call, DateTimeOffset now) =>
        OnGroup(account, call, group => floor.Groups.Delete(account, group, now));

    public Outcome LimitGroup(Account account, WriteCall call, DateTimeOffset now) =>
        Limit(call) is { } limit
            ? OnGroup(account, call, group => floor.Groups.Limit(account, group, limit, now))
            : Outcome.Of(Refusal.InvalidSize);

    /// <summary>Money between shards, in centicents; it leaves at once and arrives some seconds later.</summary>
    public Outcome Transfer(Account account, WriteCall call, DateTimeOffset now)
    {
        var fields = new Fields(call.Body);
        var (amount, from, to) = (
            fields.Number("amount"),
            fields.Number("source_exchange_shard"),
            fields.Number("destination_exchange_shard")
        );
        if (fields.Fault is { } fault)
        {
            return Outcome.Of(Refusal.Undecodable(fault));
        }
        if (amount is not > 0 || from is not (>= 0 and <= 3) || to is not (>= 0 and <= 3) || from == to)
        {
            return Outcome.Of(Refusal.Invalid("amount, source and destination shard are required"));
        }
        var dollars = amount.Value / CenticentsInDollar;
        if (dollars > Purse.Available(account, (int)from))
        {
            return Outcome.Of(Refusal.InsufficientBalance);
        }
        var id = floor.Clearing.Transfer(account, (int)from, (int)to, dollars, now);
        return Outcome.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteString("transfer_id", id);
            w.WriteEndObject();
        });
    }

    private static Outcome OnGroup(Account account, WriteCall call, Action<OrderGroup> act)
    {
        if (account.Groups.GetValueOrDefault(call.Id) is not { } group)
        {
            return Outcome.Of(Refusal.NotFound);
        }
        act(group);
        return Outcome.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteEndObject();
        });
    }

    /// <summary>Whole contracts as a number, or any as a string.</summary>
    private static long? Limit(WriteCall call)
    {
        if (call.Body.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }
        return call.Text("contracts_limit_fp") is { } text ? Units.Count(text)
            : new Fields(call.Body).Number("contracts_limit") is > 0 and <= 1_000_000 and var whole ? whole * 100
            : null;
    }
}
