using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Parts.Tables;

/// <summary>The viewer's own views of tables: read from the database, changed through the command desk.</summary>
public sealed partial class TableViews(
    IViewReader reader,
    AuthenticationStateProvider authentication,
    ScreenCommands commands,
    ILogger<TableViews> logger
)
{
    /// <summary>A table without its views is still a table: trouble with them is noted, not shown.</summary>
    public async Task<TableViewSet> ReadAsync(string table, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From((await authentication.GetAuthenticationStateAsync()).User);
        if (viewer.Id is not { } id)
            return TableViewSet.None;
        try
        {
            return await reader.ReadAsync(id, table, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.NotRead(logger, table, exception.Message);
            return TableViewSet.None;
        }
    }

    /// <param name="quiet">Success shows by itself; only trouble is told.</param>
    public Task<CommandOutcome?> RunAsync(string title, ViewCommand command, bool quiet) =>
        commands.RunAsync(title, command, null, CancellationToken.None, quiet);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The views of {Table} could not be read: {Error}")]
        public static partial void NotRead(ILogger logger, string table, string error);
    }
}
