using System.Collections.Immutable;

namespace Pulumi.Automation;

public sealed partial class WorkspaceStack
{
    public Task<string> GetTagAsync(string key, CancellationToken cancellationToken = default) => Workspace.GetTagAsync(Name, key, cancellationToken);

    public Task SetTagAsync(string key, string value, CancellationToken cancellationToken = default) => Workspace.SetTagAsync(Name, key, value, cancellationToken);

    public Task RemoveTagAsync(string key, CancellationToken cancellationToken = default) => Workspace.RemoveTagAsync(Name, key, cancellationToken);

    public Task<Dictionary<string, string>> ListTagsAsync(CancellationToken cancellationToken = default) => Workspace.ListTagsAsync(Name, cancellationToken);

    public Task<ConfigValue> GetConfigAsync(string key, CancellationToken cancellationToken = default) => GetConfigAsync(key, path: false, cancellationToken);

    public Task<ConfigValue> GetConfigAsync(string key, bool path, CancellationToken cancellationToken = default) =>
        Workspace.GetConfigAsync(Name, key, path, cancellationToken);

    public Task<ImmutableDictionary<string, ConfigValue>> GetAllConfigAsync(CancellationToken cancellationToken = default) =>
        Workspace.GetAllConfigAsync(Name, cancellationToken);

    public Task SetConfigAsync(string key, ConfigValue value, CancellationToken cancellationToken = default) => SetConfigAsync(key, value, path: false, cancellationToken);

    public Task SetConfigAsync(string key, ConfigValue value, bool path, CancellationToken cancellationToken = default) =>
        Workspace.SetConfigAsync(Name, key, value, path, cancellationToken);

    public Task SetAllConfigAsync(IDictionary<string, ConfigValue> configMap, CancellationToken cancellationToken = default) =>
        SetAllConfigAsync(configMap, path: false, cancellationToken);

    public Task SetAllConfigAsync(IDictionary<string, ConfigValue> configMap, bool path, CancellationToken cancellationToken = default) =>
        Workspace.SetAllConfigAsync(Name, configMap, path, cancellationToken);

    public Task RemoveConfigAsync(string key, CancellationToken cancellationToken = default) => RemoveConfigAsync(key, path: false, cancellationToken);

    public Task RemoveConfigAsync(string key, bool path, CancellationToken cancellationToken = default) =>
        Workspace.RemoveConfigAsync(Name, key, path, cancellationToken);

    public Task RemoveAllConfigAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default) =>
        RemoveAllConfigAsync(keys, path: false, cancellationToken);

    public Task RemoveAllConfigAsync(IEnumerable<string> keys, bool path, CancellationToken cancellationToken = default) =>
        Workspace.RemoveAllConfigAsync(Name, keys, path, cancellationToken);

    public Task AddEnvironmentsAsync(IEnumerable<string> environments, CancellationToken cancellationToken = default) =>
        Workspace.AddEnvironmentsAsync(Name, environments, cancellationToken);

    public Task RemoveEnvironmentAsync(string environment, CancellationToken cancellationToken = default) =>
        Workspace.RemoveEnvironmentAsync(Name, environment, cancellationToken);

    public Task<ImmutableDictionary<string, ConfigValue>> RefreshConfigAsync(CancellationToken cancellationToken = default) =>
        Workspace.RefreshConfigAsync(Name, cancellationToken);
}
