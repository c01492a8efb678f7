using System.Collections.Immutable;
using System.Reflection;
using Strikeboard.Engine.Recording.Codec;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Outputs;

/// <summary>How values of one type are written; made once, without reflection afterwards.</summary>
internal static class CanonOf<T>
{
    /// <summary>Of a class, its fields in order; of a value none. Lazy, since types may speak of each other.</summary>
    private static readonly Lazy<ImmutableArray<CanonField<T>>> LazyFields = new(FindFields);
    private static readonly Lazy<Action<ByteSink, T>> LazyWrite = new(Make);

    public static ImmutableArray<CanonField<T>> Fields => LazyFields.Value;

    public static void Write(ByteSink sink, T value) => LazyWrite.Value(sink, value);

    private static Action<ByteSink, T> Make()
    {
        var type = typeof(T);
        if (CanonValues.Of(type) is { } known)
            return (Action<ByteSink, T>)known;
        if (type.IsEnum)
            return static (sink, value) => CanonValues.Text(sink, value!.ToString()!);
        if (type.IsGenericType)
        {
            var writer = type.GetGenericTypeDefinition() switch
            {
                var open when open == typeof(Nullable<>) => nameof(CanonValues.Optional),
                var open when open == typeof(ImmutableArray<>) => nameof(CanonValues.List),
                var open when open == typeof(ImmutableDictionary<,>) => nameof(CanonValues.Map),
                _ => throw Unknown(type),
            };
            return typeof(CanonValues)
                .GetMethod(writer, BindingFlags.Public | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments()[^1])
                .CreateDelegate<Action<ByteSink, T>>();
        }
        return type.IsClass ? Thing : throw Unknown(type);
    }

    private static void Thing(ByteSink sink, T value)
    {
        if (value is null)
        {
            sink.Byte((byte)CanonKind.Nothing);
            return;
        }
        sink.Byte((byte)CanonKind.Thing);
        sink.Text(typeof(T).Name);
        foreach (var field in Fields)
            field.Write(sink, value);
    }

    private static ImmutableArray<CanonField<T>> FindFields() => [.. Canon.Properties(typeof(T)).Select(Field)];

    private static CanonField<T> Field(PropertyInfo property) =>
        (CanonField<T>)
            typeof(CanonOf<T>)
                .GetMethod(nameof(FieldOf), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(property.PropertyType)
                .Invoke(null, [property])!;

    private static CanonField<T> FieldOf<TValue>(PropertyInfo property)
    {
        var get = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        return new(property.Name, (sink, owner) => CanonOf<TValue>.Write(sink, get(owner)));
    }

    private static NotSupportedException Unknown(Type type) =>
        new($"an output of type {type.Name} has no canonical bytes: give it some in {nameof(CanonValues)}");
}
