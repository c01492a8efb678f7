using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Strikeboard.Engine.Recording.Codec;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Outputs;

/// <summary>What a cycle published, in canonical bytes: one part for each output of each symbol, and one for the cycle's own words.</summary>
internal sealed record CycleOutputs(ImmutableArray<OutputPart> Parts)
{
    public const string Own = "cycle";

    /// <param name="whole">Keep the bytes beside their fingerprints.</param>
    public static CycleOutputs Of(CycleSnapshot cycle, bool whole, ByteSink scratch)
    {
        var parts = ImmutableArray.CreateBuilder<OutputPart>();
        parts.Add(Part(Own, cycle with { Symbols = [] }, whole, scratch));
        foreach (var symbol in cycle.Symbols)
        {
            foreach (var (name, write) in Canon.FieldsOf<SymbolSnapshot>())
                parts.Add(Part($"{symbol.Symbol}.{name}", sink => write(sink, symbol), whole, scratch));
        }
        return new CycleOutputs(parts.ToImmutable());
    }

    private static OutputPart Part<T>(string name, T value, bool whole, ByteSink scratch) =>
        Part(name, sink => Canon.Write(sink, value), whole, scratch);

    private static OutputPart Part(string name, Action<ByteSink> write, bool whole, ByteSink scratch)
    {
        scratch.Clear();
        write(scratch);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(scratch.Written, hash);
        return new OutputPart(
            name,
            BinaryPrimitives.ReadInt64LittleEndian(hash),
            whole ? scratch.Written.ToArray() : (ReadOnlyMemory<byte>?)null
        );
    }
}

/// <summary>One output of one symbol: "BTC.Strikes".</summary>
/// <param name="Fingerprint">Of its canonical bytes.</param>
/// <param name="Bytes">The canonical bytes themselves, where they were kept.</param>
internal sealed record OutputPart(string Name, long Fingerprint, ReadOnlyMemory<byte>? Bytes);
