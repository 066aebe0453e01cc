using System.Collections.Immutable;
using Infra.Sandbox.Engine.Secrets;

namespace Infra.Sandbox.Engine.Config;

/// <summary>A stack's configuration with its secrets opened: what the program gets.</summary>
/// <param name="Secrets">Each secret text, also those inside of objects.</param>
internal sealed record StackConfig(ImmutableSortedDictionary<string, string> Values, ImmutableSortedSet<string> SecretKeys, ImmutableArray<string> Secrets)
{
    /// <param name="file">Where the values stand.</param>
    public static StackConfig Open(ImmutableSortedDictionary<string, ConfigValue> values, StackSecrets secrets, string file)
    {
        var plain = ImmutableArray.CreateBuilder<string>();
        return new StackConfig(
            values.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Open(ciphertext => Decrypt(ciphertext, entry.Key)), StringComparer.Ordinal),
            [.. values.Where(entry => entry.Value.IsSecret).Select(entry => entry.Key)],
            plain.ToImmutable());

        string Decrypt(string ciphertext, string key)
        {
            plain.Add(secrets.Decrypt(ciphertext, $"'{key}' in {file}"));
            return plain[^1];
        }
    }

    /// <summary>For events: secrets are masked.</summary>
    public IEnumerable<KeyValuePair<string, string>> Shown =>
        Values.Select(entry => KeyValuePair.Create(entry.Key, SecretKeys.Contains(entry.Key) ? "[secret]" : entry.Value));
}
