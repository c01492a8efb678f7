using Strikeboard.Engine.Access;

namespace Strikeboard.Web.Tests.Access;

public sealed class PasswordTests
{
    private const string Good = "correct horse battery";
    private readonly Passwords _passwords = new();

    [Fact]
    public void Verify_SamePassword_MatchesAndOthersDoNot()
    {
        var hash = _passwords.Hash(Good);

        Assert.True(_passwords.Verify(hash, Good));
        Assert.False(_passwords.Verify(hash, Good + "."));
        Assert.False(_passwords.Verify(hash, ""));
    }

    [Fact]
    public void Verify_NoUser_NeverMatches() => Assert.False(_passwords.Verify(null, Good));

    [Fact]
    public void Hash_Iterations_AreAsManyAsPromised()
    {
        // Format 1: marker, then pseudo random function and iteration count, big endian.
        var bytes = Convert.FromBase64String(_passwords.Hash(Good));

        Assert.Equal(210_000, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5)));
    }

    [Theory]
    [InlineData("fourteen chars", false)]
    [InlineData("fifteen letters", true)]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("", false)]
    public void Judge_ByLengthAndVariety(string password, bool good) =>
        Assert.Equal(good, Passwords.Judge(password, "ada") is null);

    [Fact]
    public void Judge_TooLong_Refuses()
    {
        var long128 = string.Concat(Enumerable.Repeat("abcdefgh", 16));

        Assert.Null(Passwords.Judge(long128, "ada"));
        Assert.NotNull(Passwords.Judge(long128 + "x", "ada"));
    }
}
