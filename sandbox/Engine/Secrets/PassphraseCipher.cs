using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Sandbox.Engine.Secrets;

/// <summary>AES-256-GCM under a key from a passphrase (PBKDF2-HMAC-SHA256, 1,000,000 rounds), as Pulumi's passphrase provider does.</summary>
internal sealed class PassphraseCipher
{
    const int Rounds = 1_000_000;
    const string Check = "pulumi";

    // Deriving takes a good part of a second; one process asks for the same key many times.
    static readonly ConcurrentDictionary<string, Lazy<PassphraseCipher>> known = new();

    readonly byte[] key;

    PassphraseCipher(string salt, byte[] key) => (Salt, this.key) = (salt, key);

    /// <summary><c>v1:salt:v1:nonce:ciphertext</c>; the end proves the passphrase.</summary>
    public string Salt { get; }

    public static PassphraseCipher New(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(8);
        var key = Key(passphrase, salt);
        var cipher = new PassphraseCipher($"v1:{Convert.ToBase64String(salt)}:{new PassphraseCipher("", key).Encrypt(Check)}", key);
        known[Name(passphrase, cipher.Salt)] = new(cipher);
        return cipher;
    }

    /// <exception cref="EngineException">The passphrase is not the one of this salt.</exception>
    public static PassphraseCipher Open(string passphrase, string salt) =>
        known.GetOrAdd(Name(passphrase, salt), _ => new(() => Derive(passphrase, salt))).Value;

    public string Encrypt(string plaintext)
    {
        var nonce = RandomNumberGenerator.GetBytes(12);
        var bytes = Encoding.UTF8.GetBytes(plaintext);
        var sealedBytes = new byte[bytes.Length + 16];
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(nonce, bytes, sealedBytes.AsSpan(0, bytes.Length), sealedBytes.AsSpan(bytes.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedBytes)}";
    }

    /// <summary>Null for what this key didn't write, or what was changed since.</summary>
    public string? Decrypt(string ciphertext)
    {
        if (ciphertext.Split(':') is not ["v1", var nonce, var text]) return null;
        try
        {
            var sealedBytes = Convert.FromBase64String(text);
            var bytes = new byte[sealedBytes.Length - 16];
            using var aes = new AesGcm(key, 16);
            aes.Decrypt(Convert.FromBase64String(nonce), sealedBytes.AsSpan(0, bytes.Length), sealedBytes.AsSpan(bytes.Length), bytes);
            return Encoding.UTF8.GetString(bytes);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    static PassphraseCipher Derive(string passphrase, string salt)
    {
        if (Parts(salt) is not var (bytes, proof)) throw new EngineException($"'{salt}' is no encryption salt, which has the form 'v1:salt:v1:nonce:text'; it was changed after it was written. An older copy has it.");
        var cipher = new PassphraseCipher(salt, Key(passphrase, bytes));
        return cipher.Decrypt(proof) == Check ? cipher : throw new EngineException("incorrect passphrase");
    }

    public static bool IsSalt(string text) => Parts(text) is not null;

    static (byte[] Bytes, string Proof)? Parts(string salt)
    {
        var bytes = new byte[salt.Length];
        return salt.Split(':') is ["v1", var own, "v1", var nonce, var text] && Convert.TryFromBase64String(own, bytes, out var length) ? (bytes[..length], $"v1:{nonce}:{text}") : null;
    }

    static byte[] Key(string passphrase, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA256, 32);

    static string Name(string passphrase, string salt) => salt + " " + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(passphrase)));
}
