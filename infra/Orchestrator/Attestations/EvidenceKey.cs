using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Attestations;

/// <summary>A public key whose signature under evidence counts: ECDSA on a curve of NIST's, or RSA, as PEM has it between BEGIN PUBLIC KEY and END PUBLIC KEY.</summary>
public sealed class EvidenceKey
{
    private const string Label = "PUBLIC KEY";
    private const int LeastRsaBits = 2048;

    private readonly PublicKey _key;

    private EvidenceKey(PublicKey key, string name) => (_key, Id) = (key, new(name, Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))));

    public SigningKey Id { get; }

    /// <exception cref="BadInputException">It can't be read, or is no such key.</exception>
    public static async Task<EvidenceKey> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(path, ct), Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
        {
            throw new BadInputException($"evidenceKeys: {path} is no key that could be used ({e.Message.TrimEnd('.')}). Give a public key of ECDSA (P-256, P-384, P-521) or of RSA as PEM, such as the cosign.pub of `cosign generate-key-pair`.");
        }
    }

    /// <exception cref="FormatException">It is no PEM, or holds something else.</exception>
    /// <exception cref="CryptographicException">What it holds is damaged, or a kind of key that .NET does not have.</exception>
    internal static EvidenceKey Parse(string pem, string name)
    {
        if (!PemEncoding.TryFind(pem, out var found) || pem[found.Label] != Label)
            throw new FormatException($"it has no -----BEGIN {Label}-----");
        var key = PublicKey.CreateFromSubjectPublicKeyInfo(Convert.FromBase64String(pem[found.Base64Data]), out _);
        using var ecdsa = key.GetECDsaPublicKey();
        using var rsa = key.GetRSAPublicKey();
        return ecdsa is null && rsa is null ? throw new FormatException("it is of neither ECDSA nor RSA")
            : rsa?.KeySize < LeastRsaBits ? throw new FormatException($"it has {rsa.KeySize} bits, and {LeastRsaBits} are the least")
            : new(key, name);
    }

    /// <summary>Whether it made the signature; with the hash that goes with the curve or, as cosign does, SHA-256.</summary>
    internal bool Verifies(byte[] data, byte[] signature)
    {
        using var ecdsa = _key.GetECDsaPublicKey();
        if (ecdsa is not null)
            return Hashes(ecdsa.KeySize).Any(hash => ecdsa.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence) || ecdsa.VerifyData(data, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        using var rsa = _key.GetRSAPublicKey()!;
        return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) || rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    private static HashAlgorithmName[] Hashes(int bits) => bits switch
    {
        384 => [HashAlgorithmName.SHA384, HashAlgorithmName.SHA256],
        521 => [HashAlgorithmName.SHA512, HashAlgorithmName.SHA256],
        _ => [HashAlgorithmName.SHA256],
    };
}
