using Microsoft.Extensions.Hosting;
using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

internal sealed class ShutDownHandler(IHostApplicationLifetime lifetime) : CommandHandler<ShutDown>
{
    protected override Task<HandlerResult> ExecuteAsync(
        ShutDown command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            HandlerResult
                .Done(
                    "The process shuts down: entries that rest are taken back, what protects positions stays, and what the pipeline was asked to be is kept."
                )
                .Then(_ =>
                {
                    lifetime.StopApplication();
                    return Task.CompletedTask;
                })
        );
}
