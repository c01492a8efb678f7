using System.Diagnostics.CodeAnalysis;

namespace Strikeboard.Exchanges.Http;

/// <summary>Either the value or why there is none.</summary>
public readonly record struct VenueResult<T>
    where T : class
{
    private VenueResult(T? value, VenueError? error) => (Value, Error) = (value, error);

    public T? Value { get; }
    public VenueError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Value is not null;

    public static implicit operator VenueResult<T>(T value) => new(value, null);

    public static implicit operator VenueResult<T>(VenueError error) => new(null, error);
}

/// <summary>The venue could not give what a caller cannot do without.</summary>
public sealed class VenueUnavailableException(VenueError error) : Exception($"{error}: {error.Message}")
{
    public VenueError Error { get; } = error;
}
