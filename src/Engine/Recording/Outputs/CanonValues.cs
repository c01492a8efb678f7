using System.Collections.Immutable;
using Strikeboard.Engine.Recording.Codec;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Outputs;

/// <summary>The canonical bytes of values and of collections.</summary>
internal static class CanonValues
{
    private static readonly Dictionary<Type, Delegate> Known = new()
    {
        [typeof(bool)] = (Action<ByteSink, bool>)((sink, value) => Kind(sink, value ? CanonKind.Yes : CanonKind.No)),
        [typeof(int)] = (Action<ByteSink, int>)((sink, value) => Whole(sink, value)),
        [typeof(long)] = (Action<ByteSink, long>)Whole,
        [typeof(double)] = (Action<ByteSink, double>)Double,
        [typeof(decimal)] = (Action<ByteSink, decimal>)Decimal,
        [typeof(string)] = (Action<ByteSink, string?>)Text,
        [typeof(DateTimeOffset)] = (Action<ByteSink, DateTimeOffset>)Time,
        [typeof(Symbol)] = (Action<ByteSink, Symbol>)((sink, value) => Text(sink, value.Name)),
        [typeof(ContractPrice)] = (Action<ByteSink, ContractPrice>)((sink, value) => Decimal(sink, value.Dollars)),
        [typeof(Probability)] = (Action<ByteSink, Probability>)((sink, value) => Double(sink, value.Value)),
    };

    public static Delegate? Of(Type type) => Known.GetValueOrDefault(type);

    public static void Text(ByteSink sink, string? value)
    {
        if (value is null)
        {
            Kind(sink, CanonKind.Nothing);
            return;
        }
        Kind(sink, CanonKind.Text);
        sink.Text(value);
    }

    public static void Optional<T>(ByteSink sink, T? value)
        where T : struct
    {
        if (value is { } known)
            CanonOf<T>.Write(sink, known);
        else
            Kind(sink, CanonKind.Nothing);
    }

    public static void List<T>(ByteSink sink, ImmutableArray<T> values)
    {
        if (values.IsDefault)
        {
            Kind(sink, CanonKind.Nothing);
            return;
        }
        Kind(sink, CanonKind.List);
        sink.Count(values.Length);
        foreach (var value in values)
            CanonOf<T>.Write(sink, value);
    }

    public static void Map<T>(ByteSink sink, ImmutableDictionary<string, T> values)
    {
        Kind(sink, CanonKind.Map);
        sink.Count(values.Count);
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            sink.Text(key);
            CanonOf<T>.Write(sink, value);
        }
    }

    private static void Kind(ByteSink sink, CanonKind kind) => sink.Byte((byte)kind);

    private static void Whole(ByteSink sink, long value)
    {
        Kind(sink, CanonKind.Whole);
        sink.Signed(value);
    }

    private static void Double(ByteSink sink, double value)
    {
        Kind(sink, CanonKind.Double);
        sink.Double(value);
    }

    private static void Decimal(ByteSink sink, decimal value)
    {
        Kind(sink, CanonKind.Decimal);
        sink.Decimal(value);
    }

    private static void Time(ByteSink sink, DateTimeOffset value)
    {
        Kind(sink, CanonKind.Time);
        sink.Fixed(value.UtcTicks);
        sink.Signed((long)value.Offset.TotalMinutes);
    }
}
