using System.Buffers;
using System.Text.Json;

namespace Strikeboard.Simulator.Sockets;

/// <summary>An answer written field by field, so that each venue's own spelling stays visible in the code.</summary>
internal sealed class JsonAnswer : IResult
{
    private readonly int status;
    private readonly string contentType;
    private readonly ReadOnlyMemory<byte> body;

    public JsonAnswer(int status, Action<Utf8JsonWriter> write, string contentType = "application/json")
    {
        this.status = status;
        this.contentType = contentType;
        body = Bytes(write);
    }

    /// <summary>Written at once, on the caller's thread: whoever holds a lock while calling gets one consistent answer.</summary>
    public static JsonAnswer Ok(Action<Utf8JsonWriter> write) => new(StatusCodes.Status200OK, write);

    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            write(writer);
        }
        return buffer.WrittenSpan.ToArray();
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = contentType;
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
