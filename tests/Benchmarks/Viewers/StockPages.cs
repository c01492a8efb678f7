using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Strikeboard.Benchmarks.Viewers;

/// <summary>
/// The other side: pages as the framework's own template would have them, in a process of their own. One says hello, one changes one text a second, one
/// holds a table of a hundred rows of which twenty change.
/// </summary>
internal static class StockPages
{
    public const string Hello = "/hello";
    public const string Shell = "/shell";
    public const string Table = "/table";
    private const string Word = "--stock-pages";

    public static string[] Arguments(Uri site) => [Word, site.ToString()];

    public static bool IsAskedFor(string[] args) => args is [Word, _];

    public static async Task<int> ServeAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls(args[1]);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StockTicker>();
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<StockRoot>().AddInteractiveServerRenderMode();
        await app.RunAsync();
        return 0;
    }
}

// Public: the framework finds pages among the public classes only.
/// <summary>Once a second, for all pages at the same moment, as a cycle is.</summary>
public sealed class StockTicker : IDisposable
{
    private readonly ITimer _timer;

    public StockTicker(TimeProvider time) =>
        _timer = time.CreateTimer(_ => Beat(time.GetUtcNow()), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public event Action? Ticked;

    public long Number { get; private set; }

    public DateTimeOffset At { get; private set; }

    public void Dispose() => _timer.Dispose();

    private void Beat(DateTimeOffset now)
    {
        (Number, At) = (Number + 1, now);
        Ticked?.Invoke();
    }
}

/// <summary>The document around whichever page is asked for.</summary>
public sealed class StockRoot : ComponentBase
{
    [CascadingParameter]
    public HttpContext? Context { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html>");
        builder.OpenElement(1, "html");
        builder.OpenElement(2, "body");
        builder.OpenComponent(
            3,
            Context?.Request.Path.Value switch
            {
                StockPages.Shell => typeof(StockShell),
                StockPages.Table => typeof(StockTable),
                _ => typeof(StockHello),
            }
        );
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.CloseElement();
        builder.CloseElement();
    }
}

[Route(StockPages.Hello)]
public sealed class StockHello : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<h1>Hello</h1>");
}

public abstract class StockLive : ComponentBase, IDisposable
{
    [Inject]
    public required StockTicker Ticker { get; set; }

    public void Dispose()
    {
        Ticker.Ticked -= Show;
        GC.SuppressFinalize(this);
    }

    protected string Stamp => Ticker.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            Ticker.Ticked += Show;
    }

    private void Show() => _ = InvokeAsync(StateHasChanged);
}

[Route(StockPages.Shell)]
public sealed class StockShell : StockLive
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "p");
        builder.AddContent(1, Stamp);
        builder.CloseElement();
    }
}

[Route(StockPages.Table)]
public sealed class StockTable : StockLive
{
    private const int Rows = 100;
    private const int Cells = 8;
    private const int ChangeEvery = 5;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "p");
        builder.AddContent(1, Stamp);
        builder.CloseElement();
        builder.OpenElement(2, "table");
        for (var row = 0; row < Rows; row++)
        {
            builder.OpenElement(3, "tr");
            var moves = row % ChangeEvery == 0 ? Ticker.Number : 0;
            for (var cell = 0; cell < Cells; cell++)
            {
                builder.OpenElement(4, "td");
                builder.AddContent(5, (row * 1000.5 + cell + moves).ToString("0.00", CultureInfo.InvariantCulture));
                builder.CloseElement();
            }
            builder.CloseElement();
        }
        builder.CloseElement();
    }
}
