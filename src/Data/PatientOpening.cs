using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Strikeboard.Data;

/// <summary>
/// Opening a connection sends nothing that could happen twice, so it is the one thing that is always repeated: a server in
/// recovery (57P03) or just restarting costs a moment instead of an error. Commands and commits are never repeated here.
/// </summary>
internal sealed class PatientOpening(TimeProvider time) : DbConnectionInterceptor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        await TransientFaults.RetryAsync(
            async ct =>
            {
                await connection.OpenAsync(ct);
                return true;
            },
            Patience,
            time,
            cancellationToken
        );
        return InterceptionResult.Suppress();
    }
}
