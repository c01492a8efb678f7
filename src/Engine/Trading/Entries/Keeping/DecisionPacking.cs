using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries.Keeping;

/// <summary>
/// A run of cycles as bytes. A second's few hundred candidates hardly differ from those of the second before: each number is
/// written in columns as what it changed by, and Brotli does the rest.
/// </summary>
internal static class DecisionPacking
{
    private const byte Version = 1;

    public static byte[] Pack(IReadOnlyList<WeighedCycle> cycles)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new BinaryWriter(brotli, Encoding.UTF8))
        {
            writer.Write(Version);
            var sides = Sides(cycles);
            WriteSides(writer, sides);
            WriteCycles(writer, cycles, sides);
            foreach (var column in DecisionColumns.All)
                WriteColumn(writer, cycles, sides, column);
            WriteRefusals(writer, cycles);
        }
        return packed.ToArray();
    }

    /// <summary>Null where what is there is not what this version understands.</summary>
    public static ImmutableArray<WeighedCycle>? Unpack(byte[] packed)
    {
        try
        {
            using var source = new MemoryStream(packed);
            using var brotli = new BrotliStream(source, CompressionMode.Decompress);
            using var reader = new BinaryReader(brotli, Encoding.UTF8);
            if (reader.ReadByte() != Version)
                return null;
            return new DecisionUnpacking(reader).Read();
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or InvalidDataException
                        or FormatException
                        or ArgumentException
                        or IndexOutOfRangeException
                        or OverflowException
                        or InvalidOperationException
            )
        {
            return null;
        }
    }

    private static Dictionary<DecisionSide, int> Sides(IReadOnlyList<WeighedCycle> cycles)
    {
        var sides = new Dictionary<DecisionSide, int>();
        foreach (var cycle in cycles)
        {
            foreach (var told in cycle.Decisions)
                sides.TryAdd(DecisionSide.Of(told.Decision), sides.Count);
        }
        return sides;
    }

    private static void WriteSides(BinaryWriter writer, Dictionary<DecisionSide, int> sides)
    {
        writer.Write7BitEncodedInt(sides.Count);
        foreach (var side in sides.Keys)
        {
            writer.Write(side.Symbol.Name);
            writer.Write(side.Series);
            writer.Write(side.Event);
            writer.Write(side.Instrument);
            writer.Write((byte)side.Side);
            writer.Write((byte)side.Mode);
            writer.Write(side.ClosesAt.UtcTicks);
        }
    }

    private static void WriteCycles(
        BinaryWriter writer,
        IReadOnlyList<WeighedCycle> cycles,
        Dictionary<DecisionSide, int> sides
    )
    {
        writer.Write7BitEncodedInt(cycles.Count);
        foreach (var cycle in cycles)
        {
            writer.Write(cycle.CycleId);
            writer.Write(cycle.At.UtcTicks);
            writer.Write((cycle.Decisions is [var first, ..] ? first.Decision.At : cycle.At).UtcTicks);
            writer.Write7BitEncodedInt(cycle.Decisions.Length);
            var expected = 0;
            foreach (var told in cycle.Decisions)
            {
                var side = sides[DecisionSide.Of(told.Decision)];
                writer.Write7BitEncodedInt64(DecisionColumns.ZigZag(side - expected));
                expected = side + 1;
            }
        }
    }

    private static void WriteColumn(
        BinaryWriter writer,
        IReadOnlyList<WeighedCycle> cycles,
        Dictionary<DecisionSide, int> sides,
        DecisionColumn column
    )
    {
        var before = new long[sides.Count];
        foreach (var cycle in cycles)
        {
            foreach (var told in cycle.Decisions)
            {
                if (column.Of(told.Decision) is not { } value)
                {
                    writer.Write7BitEncodedInt64(0);
                    continue;
                }
                ref var last = ref before[sides[DecisionSide.Of(told.Decision)]];
                writer.Write7BitEncodedInt64(DecisionColumns.ZigZag(value - last) + 1);
                last = value;
            }
        }
    }

    private static void WriteRefusals(BinaryWriter writer, IReadOnlyList<WeighedCycle> cycles)
    {
        List<(int Cycle, int Row, Refusal Refusal)> refusals =
        [
            .. from cycle in cycles.Index()
            from told in cycle.Item.Decisions.Index()
            where told.Item.Refusal is not null
            select (cycle.Index, told.Index, told.Item.Refusal),
        ];
        writer.Write7BitEncodedInt(refusals.Count);
        foreach (var (cycle, row, refusal) in refusals)
        {
            writer.Write7BitEncodedInt(cycle);
            writer.Write7BitEncodedInt(row);
            writer.Write(refusal.Code);
            writer.Write(refusal.Message);
        }
    }
}
