using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>
/// A venue that does nothing but send tickers as fast as they are taken, in a process of its own: this program, started once
/// more. Each frame gets the next number and the time of its sending; everything else was made beforehand.
/// </summary>
internal sealed class TickerSource : IDisposable
{
    private const string Asked = "--serve-tickers";
    private const int Frames = 16_384;
    private const long FirstNumber = 1_000_000_000;
    private static readonly int TimeAt = "{\"channel\":\"ticker\",\"client_id\":\"\",\"timestamp\":\"".Length;
    private static readonly int NumberAt = TimeAt + "2026-09-10T12:00:00.000000000Z\",\"sequence_num\":".Length;
    private readonly Process _process;

    private TickerSource(Process process, Uri stream) => (_process, Stream) = (process, stream);

    public Uri Stream { get; }

    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static bool IsAskedFor(string[] args) => args is [Asked, _];

    public static async Task<TickerSource> StartAsync(int products, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(TickerSource).Assembly.Location);
        start.ArgumentList.Add(Asked);
        start.ArgumentList.Add(products.ToString(CultureInfo.InvariantCulture));
        var process = Process.Start(start) ?? throw new InvalidOperationException("the source did not start");
        var address = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return new TickerSource(process, new Uri(address!.Replace("http:", "ws:", StringComparison.Ordinal) + "/ws"));
    }

    public static async Task<int> ServeAsync(string[] args)
    {
        var products = int.Parse(args[1], CultureInfo.InvariantCulture);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/ws", context => SendAsync(context, products));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        // Whoever started this ends it; when he is gone without doing so, there is nobody left to read.
        await Task.Run(static () => Console.In.ReadToEnd());
        await app.StopAsync();
        return 0;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static async Task SendAsync(HttpContext context, int products)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var ct = context.RequestAborted;
        var frames = new TickerTexts(seed: 5, products, FirstNumber).Many(Frames);
        var number = FirstNumber;
        try
        {
            await AcknowledgeAsync(socket, products, number++, ct);
            for (var i = 0; ; i = (i + 1) % frames.Length)
                await socket.SendAsync(Stamp(frames[i], number++), WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // The reader has seen enough.
        }
    }

    private static ReadOnlyMemory<byte> Stamp(byte[] frame, long number)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        now.TryFormat(frame.AsSpan(TimeAt), out var written, "O", CultureInfo.InvariantCulture);
        // That spelling ends in a Z where the frame has two more digits.
        frame[TimeAt + written - 1] = (byte)'7';
        number.TryFormat(frame.AsSpan(NumberAt), out _, default, CultureInfo.InvariantCulture);
        return frame;
    }

    private static ValueTask AcknowledgeAsync(WebSocket socket, int products, long number, CancellationToken ct)
    {
        var names = string.Join("\",\"", TickerTexts.Products(products));
        var time = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var text =
            $"{{\"channel\":\"subscriptions\",\"timestamp\":\"{time}\",\"sequence_num\":{number},\"events\":[{{\"subscriptions\":{{\"ticker\":[\"{names}\"]}}}}]}}";
        return socket.SendAsync(
            Encoding.UTF8.GetBytes(text).AsMemory(),
            WebSocketMessageType.Text,
            endOfMessage: true,
            ct
        );
    }
}
