namespace Strikeboard.Data.Access;

/// <summary>How someone likes to see a table: a name for what its address says.</summary>
public sealed class SavedView
{
    /// <summary>Under this name lies which columns someone chose, without a view of their own.</summary>
    public const string OwnColumns = "";

    public Guid UserId { get; init; }

    /// <summary>The table's short name, such as events.</summary>
    public required string TableName { get; init; }
    public required string Name { get; set; }

    /// <summary>The part of the address behind the question mark.</summary>
    public required string Query { get; set; }

    /// <summary>Shown to one who comes without a wish; one a table at most.</summary>
    public bool IsDefault { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}
