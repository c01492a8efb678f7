using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Screens.Cycle;

/// <summary>
/// Past cycles, newest first, to find the one in question. A list that moves under the reader's eyes cannot be read: what is
/// new is counted, and shown when asked for.
/// </summary>
public sealed partial class CyclesScreen
{
    private DataTable<PastCycle>? _grid;
    private TableSource<PastCycle> _source = default!;
    private bool _isCounting = true;
    private int _fresher;

    [Inject]
    private ICycleReader Cycles { get; set; } = default!;

    protected override BoardTopics Topics => BoardTopics.Cycle;

    private string Fresher =>
        $"{_fresher}{(_fresher >= LiveBoard.StripLength ? " or more" : "")} new {(_fresher == 1 ? "cycle" : "cycles")}";

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _source = new KeysetRows<PastCycle, CycleFilter>(
            Cycles,
            CycleTable.FilterOf,
            cycle => cycle.Id,
            CycleTable.OldestFirst,
            Time
        );
    }

    protected override void OnBoard()
    {
        var newest = _grid?.Snapshot?.Top ?? long.MaxValue;
        _fresher = _isCounting ? Board.Strip.Count(mark => mark.Id > newest) : 0;
    }

    private void Asked(TableQuery query)
    {
        // A filter that most cycles do not meet would make the count a lie.
        _isCounting = CycleTable.FilterOf(query) == CycleFilter.None && !CycleTable.OldestFirst(query);
        _fresher = 0;
    }

    private async Task RenewAsync()
    {
        if (_grid is null)
            return;
        await _grid.ToTopAsync();
        await _grid.RenewAsync();
        OnBoard();
    }
}
