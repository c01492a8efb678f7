using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries.Keeping;

/// <summary>The way back from <see cref="DecisionPacking"/>.</summary>
internal sealed class DecisionUnpacking(BinaryReader reader)
{
    private const int MostSides = 1_000_000;

    private ImmutableArray<DecisionSide> _sides;
    private ImmutableArray<CycleHead> _cycles;

    public ImmutableArray<WeighedCycle> Read()
    {
        _sides = [.. Enumerable.Range(0, Count()).Select(_ => ReadSide())];
        _cycles = [.. Enumerable.Range(0, Count()).Select(_ => ReadCycle())];
        var columns = DecisionColumns.All.ToDictionary(
            column => column.Name,
            _ => ReadColumn(),
            StringComparer.Ordinal
        );
        var refusals = new Dictionary<(int, int), Refusal>();
        for (var left = Count(); left > 0; left--)
            refusals[(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt())] = new Refusal(
                reader.ReadString(),
                reader.ReadString()
            );
        var (cycles, row) = (ImmutableArray.CreateBuilder<WeighedCycle>(_cycles.Length), 0);
        foreach (var (number, head) in _cycles.Index())
        {
            var told = ImmutableArray.CreateBuilder<DecisionTold>(head.Rows.Length);
            for (var i = 0; i < head.Rows.Length; i++, row++)
                told.Add(
                    new DecisionTold(
                        DecisionColumns.Decision(
                            _sides[head.Rows[i]],
                            head.Id,
                            head.WeighedAt,
                            name => columns[name][row]
                        ),
                        refusals.GetValueOrDefault((number, i))
                    )
                );
            cycles.Add(new WeighedCycle(head.Id, head.At, told.MoveToImmutable()));
        }
        return cycles.MoveToImmutable();
    }

    private int Count() =>
        reader.Read7BitEncodedInt() is var count and >= 0 and <= MostSides
            ? count
            : throw new InvalidDataException("More than there can be.");

    private DecisionSide ReadSide() =>
        new(
            new Symbol(reader.ReadString()),
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadString(),
            (Side)reader.ReadByte(),
            (EntryMode)reader.ReadByte(),
            Moment()
        );

    private CycleHead ReadCycle()
    {
        var (id, at, weighedAt) = (reader.ReadInt64(), Moment(), Moment());
        var (rows, expected) = (new int[Count()], 0);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = checked((int)(expected + DecisionColumns.UnZigZag(reader.Read7BitEncodedInt64())));
            expected = rows[i] + 1;
        }
        return new CycleHead(id, at, weighedAt, [.. rows]);
    }

    private long?[] ReadColumn()
    {
        var before = new long[_sides.Length];
        var values = new List<long?>();
        foreach (var side in _cycles.SelectMany(cycle => cycle.Rows))
        {
            var told = reader.Read7BitEncodedInt64();
            values.Add(told == 0 ? null : before[side] += DecisionColumns.UnZigZag(told - 1));
        }
        return [.. values];
    }

    private DateTimeOffset Moment() => new(reader.ReadInt64(), TimeSpan.Zero);

    private sealed record CycleHead(long Id, DateTimeOffset At, DateTimeOffset WeighedAt, ImmutableArray<int> Rows);
}
