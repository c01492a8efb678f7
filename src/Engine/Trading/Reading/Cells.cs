using System.Data.Common;

namespace Strikeboard.Engine.Trading.Reading;

/// <summary>A row's cells by place.</summary>
internal static class Cells
{
    public static string? Text(this DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    public static DateTimeOffset? Moment(this DbDataReader row, int at) =>
        row.IsDBNull(at) ? null : new DateTimeOffset(row.GetDateTime(at), TimeSpan.Zero);

    public static T Word<T>(this DbDataReader row, int at)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(at));
}
