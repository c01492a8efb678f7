using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strikeboard.Engine.Pipeline.Contents;

/// <summary>JSON, for it may be read years later by other code, and Brotli, for it repeats itself.</summary>
internal static class ContentPacking
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    public static byte[] Pack(CycleContent content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            JsonSerializer.Serialize(brotli, content, Json);
        return packed.ToArray();
    }

    /// <summary>Null where what is there is not what this version understands.</summary>
    public static CycleContent? Unpack(byte[] packed)
    {
        try
        {
            using var source = new MemoryStream(packed);
            using var brotli = new BrotliStream(source, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<CycleContent>(brotli, Json);
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
