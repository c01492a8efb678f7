using Strikeboard.Engine.Pipeline;
using Strikeboard.Model;

namespace Strikeboard.Examples.Steps;

// doc: step
/// <summary>Refuses a strike table in which somebody bids more than somebody else asks: such a book is not whole.</summary>
internal sealed class CrossedStep : IPipelineStep
{
    public StepInfo Info { get; } = new("crossed", "Crossed books", [PipelineSteps.Strikes.Name], BudgetMs: 1);

    public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar)
    {
        var crossed = soFar.Strikes.SelectMany(table => table.Rows).FirstOrDefault(row => row.Spread < 0);
        return crossed is null
            ? StepResult.Made(soFar)
            : StepResult.Failed("quotes.crossed", $"{crossed.Ticker} is bid {-crossed.Spread} cents above its ask");
    }
}
// doc: end
