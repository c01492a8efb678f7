using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>One bar: measures both sides in one run and says the rows.</summary>
internal interface IBar
{
    string Name { get; }

    IAsyncEnumerable<Row> MeasureAsync(Effort effort, CancellationToken cancellationToken);
}
