using System.Collections.Immutable;
using Infra.Sandbox.Engine.Secrets;

namespace Infra.Sandbox.Engine.Config;

/// <summary>A stack's configuration with its secrets opened: what the program gets.</summary>
internal sealed record StackConfig(ImmutableSortedDictionary<string, string> Values, ImmutableSortedSet<string> SecretKeys)
{
    public static StackConfig Open(ImmutableSortedDictionary<string, ConfigValue> values, StackSecrets secrets) => new(
        values.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Open(secrets.Decrypt), StringComparer.Ordinal),
        [.. values.Where(entry => entry.Value.IsSecret).Select(entry => entry.Key)]);

    /// <summary>For events: secrets are masked.</summary>
    public IEnumerable<KeyValuePair<string, string>> Shown =>
        Values.Select(entry => KeyValuePair.Create(entry.Key, SecretKeys.Contains(entry.Key) ? "[secret]" : entry.Value));
}
