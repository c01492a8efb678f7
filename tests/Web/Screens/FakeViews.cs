using Strikeboard.Engine.Access;

namespace Strikeboard.Web.Tests.Screens;

public sealed class FakeViews : IViewReader
{
    public TableViewSet Set { get; set; } = TableViewSet.None;

    public Task<TableViewSet> ReadAsync(Guid userId, string table, CancellationToken cancellationToken) =>
        Task.FromResult(Set);
}
