using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Trading;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Positions;

/// <summary>All that takes a slot, with what it could be sold for now, and the three things that may be asked of it.</summary>
public sealed partial class PositionsScreen
{
    private TableShape<PositionLine> _shape = default!;
    private MemoryRows<PositionLine> _source = default!;
    private DeskSum _sum = new(0, 0, 0, 0, 0, null, 0, 0, 0);
    private IReadOnlyList<(Position Position, OrderAttempt Order)> _unknown = [];
    private IReadOnlyList<StoryLine> _story = [];
    private PositionWish? _wish;
    private Guid? _open;
    private long _revision;

    [Inject]
    private IMarks Marks { get; set; } = default!;

    [Inject]
    private IOrderReader Orders { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    protected override BoardTopics Topics => BoardTopics.Trading | BoardTopics.Cycle;

    protected override TimeSpan? ReadEvery => _open is null ? null : TimeSpan.FromSeconds(1);

    private string Why =>
        DeskState.Of(Board.Risk) is { Tone: not "good" } state
            ? $"{state.Word}: {state.Meaning}"
            : "The desk is armed: a bot or a person may open a position, and it appears here with its first order.";

    protected override void OnInitialized()
    {
        _shape = PositionTable.Shape(new PositionCells(Side, Mark, State, Age, Closes, Acts));
        _source = new(_shape, Time);
        base.OnInitialized();
    }

    protected override void OnBoard()
    {
        var positions = Board.Positions.Values;
        _source.Set([.. positions.Select(position => PositionLine.Of(position, Marks.Of(position.Instrument)))], Now);
        _sum = DeskSum.Of(positions, Marks, Now);
        _unknown =
        [
            .. positions.SelectMany(position =>
                position
                    .Attempts.Where(attempt => attempt.State == AttemptState.Unknown)
                    .Select(attempt => (position, attempt))
            ),
        ];
        _revision++;
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (_open is { } open)
            _story = await Orders.StoryAsync([open], cancellationToken);
    }

    private async Task Asked(TableQuery query)
    {
        var open = Guid.TryParse(query.Row, out var id) ? id : (Guid?)null;
        if (open == _open)
            return;
        (_open, _story) = (open, []);
        await ReadNowAsync();
    }

    private void Ask(PositionLine line, PositionVerb verb)
    {
        if (WhyNot(line, verb) is null)
            _wish = new PositionWish(verb, line.Position.Id);
    }

    private string? WhyNot(PositionLine line, PositionVerb verb) =>
        Viewer.Lacks(Role.Trader)
        ?? (verb == PositionVerb.Close && line.Position.Quantity <= 0 ? "nothing of it is held yet" : null);
}
