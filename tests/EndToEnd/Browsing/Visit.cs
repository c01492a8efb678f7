using Microsoft.Playwright;

namespace Strikeboard.EndToEnd.Tests.Browsing;

/// <summary>One person in front of one window, and everything the window complained about.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _complaints = [];
    private bool _mayComplain;

    private Visit(IBrowserContext context, IPage page) => (Context, Page) = (context, page);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>For tests that take the server away or are refused: the browser notes each failed request.</summary>
    public void ExpectComplaints() => _mayComplain = true;

    public void AssertQuiet()
    {
        lock (_gate)
            Assert.True(_mayComplain || _complaints.Count == 0, string.Join(Environment.NewLine, _complaints));
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    internal static async Task<Visit> StartAsync(IBrowserContext context)
    {
        var visit = new Visit(context, await context.NewPageAsync());
        // A breach of the content security policy is a console error too.
        visit.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                visit.Note(message.Text);
        };
        visit.Page.PageError += (_, error) => visit.Note(error);
        return visit;
    }

    private void Note(string complaint)
    {
        lock (_gate)
            _complaints.Add($"{Page.Url}: {complaint}");
    }
}
