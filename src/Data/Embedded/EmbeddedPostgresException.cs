namespace Strikeboard.Data.Embedded;

/// <summary>The private PostgreSQL cannot serve; the message is a sentence for the operator.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    public const string NoBinaries = "POSTGRES_BINARIES_MISSING";
    public const string Unreachable = "POSTGRES_FOLDER_UNREACHABLE";
    public const string Busy = "POSTGRES_FOLDER_BUSY";
    public const string NotStarted = "POSTGRES_NOT_STARTED";

    public EmbeddedPostgresException() { }

    public EmbeddedPostgresException(string message)
        : base(message) { }

    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException) { }

    public EmbeddedPostgresException(string code, string message)
        : base(message) => Code = code;

    public string Code { get; } = NotStarted;
}
