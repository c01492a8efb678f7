using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Strikeboard.Engine.Live;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Parts.Strip;

public sealed partial class CycleStrip
{
    private const int Step = 4;
    private ImmutableArray<CycleMark> _drawn;

    // Kept as it was: the window moves on, and what was picked stays what is read and opened.
    private CycleMark? _picked;
    private bool _pickMoved;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter, EditorRequired]
    public ImmutableArray<CycleMark> Marks { get; set; } = [];

    // SVG counts in single precision, so cycle numbers are counted from the last round 100,000.
    private long Base => Marks[^1].Id / 100_000 * 100_000;

    /// <summary>The window always has room for a full strip; a short one stands at its right end.</summary>
    private string ViewBox =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Marks[^1].Id - Base - LiveBoard.StripLength + 1) * Step} 0 {LiveBoard.StripLength * Step} 24"
        );

    private string Said =>
        _picked is { } mark ? StripMark.Describe(mark, Clock.Time(mark.DueAt)) : StripMark.Summary(Marks);

    protected override bool ShouldRender() => _pickMoved || !_drawn.Equals(Marks);

    protected override void OnAfterRender(bool firstRender)
    {
        _drawn = Marks;
        _pickMoved = false;
    }

    private string X(CycleMark mark) => ((mark.Id - Base) * Step).ToString(CultureInfo.InvariantCulture);

    private string ClassOf(CycleMark mark)
    {
        var shape = StripMark.ShapeOf(mark) switch
        {
            StripShape.Failed => "failed",
            StripShape.Late => "late",
            _ => "ok",
        };
        return mark.Id == _picked?.Id ? shape + " picked" : shape;
    }

    private static string AddressOf(CycleMark mark) => string.Create(CultureInfo.InvariantCulture, $"cycles/{mark.Id}");

    private void OnKey(KeyboardEventArgs key)
    {
        if (Marks.IsEmpty)
            return;
        if (key.Key == "Enter" && _picked is { } picked)
        {
            Navigation.NavigateTo(AddressOf(picked));
            return;
        }
        var at = _picked is { } last
            ? Math.Max(0, Marks.Select(m => m.Id).ToList().IndexOf(last.Id))
            : Marks.Length - 1;
        var next = key.Key switch
        {
            "ArrowLeft" => _picked is null ? at : at - 1,
            "ArrowRight" => at + 1,
            "Home" => 0,
            "End" => Marks.Length - 1,
            "Escape" => -1,
            _ => int.MinValue,
        };
        if (next == int.MinValue)
            return;
        _picked = next < 0 && key.Key == "Escape" ? null : Marks[Math.Clamp(next, 0, Marks.Length - 1)];
        _pickMoved = true;
    }
}
