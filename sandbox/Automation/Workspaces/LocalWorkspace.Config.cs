using System.Collections.Immutable;

namespace Pulumi.Automation;

public sealed partial class LocalWorkspace
{
    public override Task<ConfigValue> GetConfigAsync(string stackName, string key, CancellationToken cancellationToken = default) =>
        GetConfigAsync(stackName, key, path: false, cancellationToken);

    public override async Task<ConfigValue> GetConfigAsync(string stackName, string key, bool path, CancellationToken cancellationToken = default)
    {
        string[] args = ["config", "get", .. PathFlag(path), key, "--json", "--stack", stackName];
        return serializer.DeserializeJson<ConfigValue>((await RunAsync(args, cancellationToken)).StandardOutput);
    }

    public override async Task<ImmutableDictionary<string, ConfigValue>> GetAllConfigAsync(string stackName, CancellationToken cancellationToken = default) =>
        Read<Dictionary<string, ConfigValue>>((await RunAsync(["config", "--show-secrets", "--json", "--stack", stackName], cancellationToken)).StandardOutput)
            ?.ToImmutableDictionary() ?? ImmutableDictionary<string, ConfigValue>.Empty;

    public override Task SetConfigAsync(string stackName, string key, ConfigValue value, CancellationToken cancellationToken = default) =>
        SetConfigAsync(stackName, key, value, path: false, cancellationToken);

    public override Task SetConfigAsync(string stackName, string key, ConfigValue value, bool path, CancellationToken cancellationToken = default) =>
        RunAsync(["config", "set", .. PathFlag(path), key, Secrecy(value), "--stack", stackName, "--non-interactive", "--", value.Value], cancellationToken);

    public override Task SetAllConfigAsync(string stackName, IDictionary<string, ConfigValue> configMap, CancellationToken cancellationToken = default) =>
        SetAllConfigAsync(stackName, configMap, path: false, cancellationToken);

    public override Task SetAllConfigAsync(string stackName, IDictionary<string, ConfigValue> configMap, bool path, CancellationToken cancellationToken = default) =>
        RunAsync(
            ["config", "set-all", "--stack", stackName, .. PathFlag(path), .. configMap.SelectMany(pair => new[] { Secrecy(pair.Value), $"{pair.Key}={pair.Value.Value}" })],
            cancellationToken);

    public override Task RemoveConfigAsync(string stackName, string key, CancellationToken cancellationToken = default) =>
        RemoveConfigAsync(stackName, key, path: false, cancellationToken);

    public override Task RemoveConfigAsync(string stackName, string key, bool path, CancellationToken cancellationToken = default) =>
        RunAsync(["config", "rm", key, "--stack", stackName, .. PathFlag(path)], cancellationToken);

    public override Task RemoveAllConfigAsync(string stackName, IEnumerable<string> keys, CancellationToken cancellationToken = default) =>
        RemoveAllConfigAsync(stackName, keys, path: false, cancellationToken);

    public override Task RemoveAllConfigAsync(string stackName, IEnumerable<string> keys, bool path, CancellationToken cancellationToken = default) =>
        RunAsync(["config", "rm-all", "--stack", stackName, .. PathFlag(path), .. keys], cancellationToken);

    public override async Task<ImmutableDictionary<string, ConfigValue>> RefreshConfigAsync(string stackName, CancellationToken cancellationToken = default)
    {
        await RunAsync(["config", "refresh", "--force", "--stack", stackName], cancellationToken);
        return await GetAllConfigAsync(stackName, cancellationToken);
    }

    static string[] PathFlag(bool path) => path ? ["--path"] : [];

    static string Secrecy(ConfigValue value) => value.IsSecret ? "--secret" : "--plaintext";
}
