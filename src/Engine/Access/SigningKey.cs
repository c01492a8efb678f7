using System.Buffers.Text;
using System.Security.Cryptography;

namespace Strikeboard.Engine.Access;

/// <summary>One key of the ring. Its id is derived from the public half, so nobody can choose it.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int IdBytes = 12;
    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    public SigningKey(ECDsa key, DateTimeOffset createdAt)
    {
        _key = key;
        CreatedAt = createdAt;
        Id = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, IdBytes));
    }

    public string Id { get; }

    public DateTimeOffset CreatedAt { get; }

    public byte[] Sign(byte[] data)
    {
        // An ECDsa object is not promised to serve two threads at once.
        lock (_gate)
            return _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public bool Verify(byte[] data, byte[] signature)
    {
        lock (_gate)
            return _key.VerifyData(
                data,
                signature,
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            );
    }

    public string ExportPem() => _key.ExportPkcs8PrivateKeyPem();

    public void Dispose() => _key.Dispose();
}
