using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

internal sealed partial class CreateApiKeyHandler(TimeProvider time) : CommandHandler<CreateApiKey>
{
    public const int MostDays = 366;
    private const int LongestName = 64;
    private const int MostVerbs = 40;
    private const int MostSymbols = 40;
    private const int MostKeys = 50;

    protected override async Task<HandlerResult> ExecuteAsync(
        CreateApiKey command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var owner = await db.Users.FirstOrDefaultAsync(row => row.Id == context.Actor.UserId, cancellationToken);
        if (owner is null)
            return Users.Unknown(context.Actor.Name);
        if (Judge(command, owner) is { } refusal)
            return HandlerResult.Refused(CommandVerdict.Invalid, refusal);
        var now = time.GetUtcNow();
        var alive = await db.ApiKeys.CountAsync(
            row => row.UserId == owner.Id && row.RevokedAt == null && row.ExpiresAt > now,
            cancellationToken
        );
        if (alive >= MostKeys)
            return HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("too_many_keys", $"You have {alive} keys; revoke some that are not used.")
            );
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            UserId = owner.Id,
            Name = command.KeyName.Trim(),
            Prefix = ApiKeyWord.PrefixOf(command.Word)!,
            Hash = ApiKeyWord.Hash(command.Word),
            Ceiling = command.Ceiling,
            Verbs = [.. command.Verbs.Distinct(StringComparer.Ordinal)],
            Symbols = [.. command.Symbols.Select(name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal)],
            CreatedAt = now,
            ExpiresAt = now.AddDays(command.Days),
        };
        db.ApiKeys.Add(key);
        return HandlerResult.Done($"The key {key.Prefix} is made.", null, $"{key.Prefix} {key.Id}");
    }

    private static Refusal? Judge(CreateApiKey command, User owner)
    {
        var name = command.KeyName.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return Field("name", $"A key's name has 1 to {LongestName} printable characters.");
        if (ApiKeyWord.PrefixOf(command.Word) is null)
            return Field("word", "This cannot be the word of a key.");
        if (!Enum.IsDefined(command.Ceiling) || command.Ceiling > owner.Role)
            return Field("role", $"A key may not more than its owner, who is {owner.Role}.");
        if (command.Days is < 1 or > MostDays)
            return Field("days", $"A key lives 1 to {MostDays} days.");
        if (
            command.Verbs.Count > MostVerbs
            || command.Verbs.FirstOrDefault(verb => !VerbForm.IsMatch(verb)) is not null
        )
            return Field("verbs", $"Up to {MostVerbs} commands such as 'pipeline.stop', 'pipeline.*' or '*'.");
        if (command.Verbs.FirstOrDefault(KeyScope.IsForPeople) is { } closed)
            return Field("verbs", $"'{closed}' is for people who have signed in: a key may not give it.");
        if (command.Symbols.Count > MostSymbols || command.Symbols.Any(symbol => !Symbol.TryParse(symbol, out _)))
            return Field("symbols", $"Up to {MostSymbols} symbols of letters and digits.");
        if (command.Symbols.Count > 0 && command.Verbs.Count > 0)
            return Field("symbols", "A key that is bound to symbols only reads; leave one of the two empty.");
        return null;
    }

    private static Refusal Field(string field, string message) =>
        new Refusal("invalid_key", message).With("field", field);

    [GeneratedRegex(@"^(\*|[a-z]+(\.[a-z_]+)*(\.\*)?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex VerbForm { get; }
}

internal sealed class RevokeApiKeyHandler(Facts facts, TimeProvider time) : CommandHandler<RevokeApiKey>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        RevokeApiKey command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var key = await db.ApiKeys.FirstOrDefaultAsync(row => row.Id == command.KeyId, cancellationToken);
        if (key is null || !await Users.MayAdministerAsync(db, context.Actor, key.UserId, cancellationToken))
            return HandlerResult.Refused(
                CommandVerdict.NotFound,
                new Refusal("unknown_key", "There is no such key of yours.")
            );
        if (key.RevokedAt is not null)
            return HandlerResult.Done($"The key {key.Prefix} had been revoked already.");
        key.RevokedAt = time.GetUtcNow();
        return HandlerResult
            .Done($"The key {key.Prefix} opens nothing any more.", "active", "revoked")
            .Then(_ => Users.Tell(facts, key.UserId));
    }
}
