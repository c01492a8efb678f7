using System.Collections.Immutable;
using System.Reflection;
using Strikeboard.Engine.Recording.Codec;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Outputs;

/// <summary>
/// Outputs as bytes that are the same exactly where every bit of every value is: doubles and decimals by their bits, fields
/// in their order, dictionaries by their keys. The fields are found, not listed, so a new one cannot be forgotten; what is
/// marked as measured is left out.
/// </summary>
internal static class Canon
{
    public static void Write<T>(ByteSink sink, T value) => CanonOf<T>.Write(sink, value);

    public static bool AreSame<T>(T a, T b)
    {
        var (left, right) = (new ByteSink(), new ByteSink());
        Write(left, a);
        Write(right, b);
        return left.Written.SequenceEqual(right.Written);
    }

    public static ImmutableArray<CanonField<T>> FieldsOf<T>() => CanonOf<T>.Fields;

    /// <summary>For each type below a cycle the names of its fields, in the order in which their values are written.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Shapes { get; } = FindShapes();

    internal static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property =>
                property is { CanRead: true, CanWrite: true }
                && property.GetIndexParameters().Length == 0
                && property.GetCustomAttribute<MeasuredAttribute>() is null
            );

    private static Dictionary<string, IReadOnlyList<string>> FindShapes()
    {
        var shapes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var waiting = new Queue<Type>([typeof(CycleSnapshot)]);
        while (waiting.TryDequeue(out var type))
        {
            if (type.IsGenericType)
            {
                foreach (var part in type.GetGenericArguments())
                    waiting.Enqueue(part);
            }
            else if (type.IsClass && type != typeof(string) && !shapes.ContainsKey(type.Name))
            {
                var properties = Properties(type).ToList();
                shapes[type.Name] = [.. properties.Select(property => property.Name)];
                foreach (var property in properties)
                    waiting.Enqueue(property.PropertyType);
            }
        }
        return shapes;
    }
}

internal readonly record struct CanonField<T>(string Name, Action<ByteSink, T> Write);
