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

    public string Decrypt(string ciphertext)
    {
        var parts = ciphertext.Split(':');
        if (parts is not ["v1", var nonce, var text]) throw new EngineException("A ciphertext is not of the form 'v1:nonce:text'; the state or configuration is damaged.");
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
            throw new EngineException("incorrect passphrase", inner: e);
        }
    }

    static PassphraseCipher Derive(string passphrase, string salt)
    {
        if (salt.Split(':') is not ["v1", var bytes, "v1", _, _] parts)
            throw new EngineException("The encryption salt is not of the form 'v1:salt:v1:nonce:text'; the state or configuration is damaged.");
        var cipher = new PassphraseCipher(salt, Key(passphrase, Convert.FromBase64String(bytes)));
        return cipher.Decrypt(string.Join(':', parts[2..])) == Check ? cipher : throw new EngineException("incorrect passphrase");
    }

    static byte[] Key(string passphrase, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA256, 32);

    static string Name(string passphrase, string salt) => salt + " " + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(passphrase)));
}
