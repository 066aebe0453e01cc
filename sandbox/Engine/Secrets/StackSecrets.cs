using System.Collections.Concurrent;
using System.Text.Json;
using Infra.Rpc;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Secrets;

/// <summary>The secrets of one stack. Nothing is derived before the first secret is met.</summary>
/// <param name="passphrase">Asked at most once, when needed.</param>
/// <param name="salt">From configuration or state; null for a stack that never had a secret.</param>
internal sealed class StackSecrets(Func<string> passphrase, string? salt)
{
    readonly Lock gate = new();

    // An unchanged secret keeps its ciphertext, so that exports are stable.
    readonly ConcurrentDictionary<(string Where, string Plaintext), string> written = new();
    PassphraseCipher? cipher;

    /// <summary>Null until there is something to keep secret.</summary>
    public SecretsProvider? Provider => Salt is { } text ? new SecretsProvider("passphrase", text) : null;

    public string? Salt { get; private set; } = salt;

    public ResourceCodec Codec => field ??= new ResourceCodec(
        urn => (json, inner, path) => Write(json, inner, urn + path),
        urn => (signed, path) => Read(signed, urn, path));

    /// <summary>Resources with their secrets in plain text, for a user who asked.</summary>
    public ResourceCodec ShownCodec => new(_ => JsonCodec.Shown, urn => (signed, path) => Read(signed, urn, path));

    public string Encrypt(string plaintext) => Cipher().Encrypt(plaintext);

    /// <param name="where">For a message: the secret's name and file.</param>
    /// <exception cref="EngineException">The passphrase is another one; or it is right, and the ciphertext is not what was written.</exception>
    public string Decrypt(string ciphertext, string where) => Cipher().Decrypt(ciphertext)
        ?? throw new EngineException($"The secret {where} can't be opened, though the passphrase is right: it was changed after it was written. Set it anew with `pulumi config set --secret`, or bring back an older copy of the file.");

    void Write(Utf8JsonWriter json, PropertyValue inner, string where)
    {
        var plaintext = JsonCodec.Text(inner);
        json.WriteStartObject();
        json.WriteString(WireValues.SignatureKey, WireValues.SecretSignature);
        json.WriteString("ciphertext", written.GetOrAdd((where, plaintext), key => Encrypt(key.Plaintext)));
        json.WriteEndObject();
    }

    PropertyValue Read(JsonElement signed, string urn, string path)
    {
        if (signed.TryGetProperty("plaintext", out var plain)) return JsonCodec.Parse(plain.GetString()!);
        var ciphertext = signed.GetProperty("ciphertext").GetString()!;
        var plaintext = Cipher().Decrypt(ciphertext) ?? throw new DamagedStateException($"The secret {path} of {urn} can't be opened, though the passphrase is right: it was changed after it was written");
        written[(urn + path, plaintext)] = ciphertext;
        return JsonCodec.Parse(plaintext);
    }

    PassphraseCipher Cipher()
    {
        lock (gate)
        {
            cipher ??= Salt is { } known ? PassphraseCipher.Open(passphrase(), known) : PassphraseCipher.New(passphrase());
            Salt = cipher.Salt;
            return cipher;
        }
    }
}
