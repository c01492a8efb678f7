using Microsoft.JSInterop;

namespace Strikeboard.Web.Parts.Tables;

/// <summary>What is shown, taken away as a file: streamed to the browser, however many rows there are.</summary>
public sealed partial class DataTable<T>
{
    private static readonly TimeSpan ExportPatience = TimeSpan.FromMinutes(5);

    private async Task ExportAsync(string ending)
    {
        if (_snapshot is not { } snapshot || _module is null)
            return;
        var export = new TableExport<T>(Shape, Query, snapshot, Clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        patience.CancelAfter(ExportPatience);
        var pipe = new System.IO.Pipelines.Pipe();
        var written = WriteAsync();
        using var stream = new DotNetStreamReference(pipe.Reader.AsStream());
        var type = ending == "csv" ? "text/csv;charset=utf-8" : "application/json";
        await _module.InvokeVoidAsync("download", patience.Token, export.FileName(ending), type, stream);
        await written;

        async Task WriteAsync()
        {
            Exception? fault = null;
            try
            {
                var to = pipe.Writer.AsStream(leaveOpen: true);
                await (
                    ending == "csv"
                        ? export.WriteCsvAsync(to, patience.Token)
                        : export.WriteJsonAsync(to, patience.Token)
                );
            }
            catch (Exception exception)
            {
                // A file that ends early must not look whole: the browser is told.
                fault = exception;
            }
            await pipe.Writer.CompleteAsync(fault);
        }
    }
}
