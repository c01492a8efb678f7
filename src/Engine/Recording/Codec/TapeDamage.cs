namespace Strikeboard.Engine.Recording.Codec;

/// <summary>Bytes that no recorder wrote. Thrown deep inside a reader and caught by the one that opened the file.</summary>
internal sealed class TapeDamage(string what) : Exception(what);
