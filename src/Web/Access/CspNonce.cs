using System.Buffers.Text;
using System.Security.Cryptography;

namespace Strikeboard.Web.Access;

/// <summary>
/// One random word per request: the policy header names it, and the inline import map carries it. Scoped, so that both
/// see the same one.
/// </summary>
public sealed class CspNonce
{
    private const int Bytes = 18;

    public string Value { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
