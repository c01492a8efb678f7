using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Strikeboard.Engine.Prices;
using Strikeboard.Engine.Recording;
using Strikeboard.Engine.Recording.Codec;
using Strikeboard.Engine.Recording.Outputs;
using Strikeboard.Engine.Recording.Segments;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Recording;

public sealed class CodecTests
{
    private static readonly JsonSerializerOptions Exact = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new PriceJson() },
    };

    [Fact]
    public void Entries_WrittenAndRead_AreTheSameInEveryBit() =>
        Holds(seed =>
        {
            var entries = new AnyEntry(new Random(seed)).Next(30);
            var read = new EntryReader().Read(Written(entries)).ToList();
            return entries.Select(Text).SequenceEqual(read.Select(Text));
        });

    /// <summary>Red where a type that is recorded was given a field: first here, and then above until the codec carries it.</summary>
    [Fact]
    public void Entries_OfThisTest_VaryEveryFieldThatCanBeSet()
    {
        var seen = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var entry in new AnyEntry(new Random(1)).Next(2000))
            Look(entry, seen);

        Assert.True(seen.Count > 60);
        Assert.Empty(seen.Where(field => field.Value.Count < 2).Select(field => field.Key));
    }

    [Fact]
    public void Entries_BytesOfNobody_AreDamageAndNothingElse() =>
        Holds(
            seed =>
            {
                var random = new Random(seed);
                var bytes = Written(new AnyEntry(random).Next(6));
                for (var times = random.Next(1, 4); times > 0; times--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return ReadsOrIsDamaged(bytes.AsMemory(0, random.Next(bytes.Length)));
            },
            3000
        );

    [Fact]
    public void Segments_BytesOfNobody_EndAndNeverThrow() =>
        Holds(
            seed =>
            {
                var random = new Random(seed);
                var file = Path.Combine(Path.GetTempPath(), $"strikeboard-{Guid.NewGuid():n}.tape");
                using (var writer = new SegmentWriter(file, DateTimeOffset.UnixEpoch, 0))
                {
                    for (var block = 0; block < 4; block++)
                        writer.Write(Written(new AnyEntry(random).Next(3)));
                }
                var bytes = File.ReadAllBytes(file);
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(file, bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]);
                using var reader = new SegmentReader(file);
                var blocks = 0;
                while (reader.Next() is not null)
                    blocks++;
                File.Delete(file);
                return blocks < 4 && reader.GoodBytes <= bytes.Length;
            },
            300
        );

    [Fact]
    public void Outputs_OfEveryTypeBelowACycle_HaveCanonicalBytesThatReadBack()
    {
        var cycle = Pipeline.Cycles.Succeeded(1);
        var outputs = CycleOutputs.Of(cycle, whole: true, new ByteSink());
        var leaves = new CanonLeaves(Canon.Shapes);

        Assert.All(outputs.Parts, part => Assert.NotEmpty(leaves.Read(part.Name, part.Bytes!.Value)));
        Assert.DoesNotContain("Ms", Canon.Shapes["CycleSnapshot"]);
        Assert.Contains("StartedAt", Canon.Shapes["CycleSnapshot"]);
        Assert.Contains("YesKelly", Canon.Shapes["StrikeRow"]);
    }

    [Fact]
    public void Outputs_OneBitOfADoubleOrTheScaleOfADecimal_IsAnotherFingerprint()
    {
        Assert.False(Canon.AreSame(0.1, BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(0.1) + 1)));
        Assert.False(Canon.AreSame(0.0, -0.0));
        Assert.False(Canon.AreSame(0.4m, 0.40m));
        Assert.True(Canon.AreSame(double.NaN, double.NaN));
    }

    [Fact]
    public void Outputs_ADictionaryInAnotherOrder_IsTheSame()
    {
        var names = Enumerable.Range(0, 100).Select(number => $"name{number}").ToList();
        var there = names.ToImmutableDictionary(name => name, _ => 1.0);
        var back = names.AsEnumerable().Reverse().ToImmutableDictionary(name => name, _ => 1.0, StringComparer.Ordinal);

        Assert.True(Canon.AreSame(there, back));
    }

    private static void Look(object thing, Dictionary<string, HashSet<string>> seen)
    {
        foreach (var property in Canon.Properties(thing.GetType()))
        {
            var value = property.GetValue(thing);
            var name = $"{thing.GetType().Name}.{property.Name}";
            seen.TryAdd(name, []);
            seen[name].Add(JsonSerializer.Serialize(value, Exact));
            IEnumerable<object?> parts = value switch
            {
                IEnumerable<KeyValuePair<string, MarketQuote>> map => map.Select(pair => pair.Value),
                IEnumerable<object?> many => many,
                _ => new[] { value },
            };
            foreach (var part in parts.Where(IsRecorded))
                Look(part!, seen);
        }
    }

    /// <summary>The history of a price is made again from its ticks, and the settings go as they are.</summary>
    private static bool IsRecorded(object? thing) =>
        thing is not (null or string or PriceCapture or RecordedBy or Symbol or ContractPrice)
        && thing.GetType().Namespace!.StartsWith("Strikeboard", StringComparison.Ordinal)
        && !thing.GetType().IsEnum;

    private static byte[] Written(IEnumerable<TapeEntry> entries)
    {
        var sink = new ByteSink();
        var writer = new EntryWriter(sink);
        foreach (var entry in entries)
            writer.Write(entry);
        return sink.Written.ToArray();
    }

    private static bool ReadsOrIsDamaged(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new EntryReader().Read(bytes).Count() >= 0;
        }
        catch (TapeDamage)
        {
            return true;
        }
    }

    private static string Text(TapeEntry entry) => JsonSerializer.Serialize(entry, entry.GetType(), Exact);

    private static void Holds(Func<int, bool> property, int tests = 300)
    {
        var replay = new Replay(new Rnd(20_261_121, 0x9E3779B97F4A7C15), FSharpOption<int>.None);
        var config = Config
            .QuickThrowOnFailure.WithMaxTest(tests)
            .WithReplay(FSharpOption<Replay>.Some(replay))
            .WithQuietOnSuccess(true);
        Check.One(config, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), property));
    }

    /// <summary>The type's own words about a price lead to its opposite and from there back again.</summary>
    private sealed class PriceJson : JsonConverter<ContractPrice>
    {
        public override ContractPrice Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ContractPrice value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Dollars);
    }
}
