using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>
/// Brings one old file into the price log. It is staged whole and merged once, in the transaction of its audit record: a file
/// is in with its record, or it is not in. The log's own rows always stay, so a second run finds everything there.
/// </summary>
internal sealed class ImportPricesHandler(
    ImportOptions options,
    ImportWatch watch,
    PriceStaging staging,
    TimeProvider time
) : CommandHandler<ImportPrices>
{
    private const string BeforeImport = "before_import";

    protected override async Task<HandlerResult> ExecuteAsync(
        ImportPrices command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        // A COPY that is broken off leaves the transaction unusable; the record of the refusal still has to go into it.
        await db.Database.CurrentTransaction!.CreateSavepointAsync(BeforeImport, cancellationToken);
        try
        {
            await using var file = new FileStream(command.File, FileMode.Open, FileAccess.Read, FileShare.Read);
            watch.Begin(file.Length);
            var old = OldFiles.Recognise(command.File, file, options, time);
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            var summary = await staging.TakeAsync(
                connection,
                old.ReadAsync(file, watch, cancellationToken),
                watch,
                cancellationToken
            );
            file.Position = 0;
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            return HandlerResult.Done(
                Sentence(summary),
                after: JsonSerializer.Serialize(
                    new
                    {
                        hash,
                        watch.Read,
                        watch.Refused,
                        summary,
                    },
                    JsonSerializerOptions.Web
                )
            );
        }
        catch (Exception exception) when (exception is OldFileException or IOException or UnauthorizedAccessException)
        {
            await db.Database.CurrentTransaction!.RollbackToSavepointAsync(BeforeImport, cancellationToken);
            return HandlerResult.Refused(CommandVerdict.Invalid, new Refusal("import.unusable", exception.Message));
        }
    }

    private string Sentence(ImportSummary summary) =>
        FormattableString.Invariant(
            $"{summary.Kept} prices kept of {watch.Read} rows: {summary.AlreadyThere} were there already, {summary.Duplicates} were of a second told again, {watch.Refused} were refused."
        );
}
