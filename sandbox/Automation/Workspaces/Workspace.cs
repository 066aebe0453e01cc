using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;

namespace Pulumi.Automation;

public abstract class Workspace : IDisposable
{
    readonly PulumiCommand command;

    internal Workspace(PulumiCommand command) => this.command = command;

    public abstract string WorkDir { get; }

    public abstract string? PulumiHome { get; }

    public abstract string PulumiVersion { get; }

    public abstract string? SecretsProvider { get; }

    public abstract PulumiFn? Program { get; set; }

    public abstract ILogger? Logger { get; set; }

    public abstract IDictionary<string, string?>? EnvironmentVariables { get; set; }

    public abstract Task<ProjectSettings?> GetProjectSettingsAsync(CancellationToken cancellationToken = default);

    public abstract Task SaveProjectSettingsAsync(ProjectSettings settings, CancellationToken cancellationToken = default);

    public abstract Task<StackSettings?> GetStackSettingsAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task SaveStackSettingsAsync(string stackName, StackSettings settings, CancellationToken cancellationToken = default);

    public abstract Task<ImmutableList<string>> SerializeArgsForOpAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task PostCommandCallbackAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task<string> GetTagAsync(string stackName, string key, CancellationToken cancellationToken = default);

    public abstract Task SetTagAsync(string stackName, string key, string value, CancellationToken cancellationToken = default);

    public abstract Task RemoveTagAsync(string stackName, string key, CancellationToken cancellationToken = default);

    public abstract Task<Dictionary<string, string>> ListTagsAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task<ConfigValue> GetConfigAsync(string stackName, string key, CancellationToken cancellationToken = default);

    public virtual Task<ConfigValue> GetConfigAsync(string stackName, string key, bool path, CancellationToken cancellationToken = default) =>
        path ? throw NoPaths() : GetConfigAsync(stackName, key, cancellationToken);

    public abstract Task<ImmutableDictionary<string, ConfigValue>> GetAllConfigAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task SetConfigAsync(string stackName, string key, ConfigValue value, CancellationToken cancellationToken = default);

    public virtual Task SetConfigAsync(string stackName, string key, ConfigValue value, bool path, CancellationToken cancellationToken = default) =>
        path ? throw NoPaths() : SetConfigAsync(stackName, key, value, cancellationToken);

    public abstract Task SetAllConfigAsync(string stackName, IDictionary<string, ConfigValue> configMap, CancellationToken cancellationToken = default);

    public virtual Task SetAllConfigAsync(string stackName, IDictionary<string, ConfigValue> configMap, bool path, CancellationToken cancellationToken = default) =>
        path ? throw NoPaths() : SetAllConfigAsync(stackName, configMap, cancellationToken);

    public abstract Task RemoveConfigAsync(string stackName, string key, CancellationToken cancellationToken = default);

    public virtual Task RemoveConfigAsync(string stackName, string key, bool path, CancellationToken cancellationToken = default) =>
        path ? throw NoPaths() : RemoveConfigAsync(stackName, key, cancellationToken);

    public abstract Task RemoveAllConfigAsync(string stackName, IEnumerable<string> keys, CancellationToken cancellationToken = default);

    public virtual Task RemoveAllConfigAsync(string stackName, IEnumerable<string> keys, bool path, CancellationToken cancellationToken = default) =>
        path ? throw NoPaths() : RemoveAllConfigAsync(stackName, keys, cancellationToken);

    public abstract Task<ImmutableDictionary<string, ConfigValue>> RefreshConfigAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task AddEnvironmentsAsync(string stackName, IEnumerable<string> environments, CancellationToken cancellationToken = default);

    public abstract Task RemoveEnvironmentAsync(string stackName, string environment, CancellationToken cancellationToken = default);

    public abstract Task<WhoAmIResult> WhoAmIAsync(CancellationToken cancellationToken = default);

    public virtual async Task<StackSummary?> GetStackAsync(CancellationToken cancellationToken = default) =>
        (await ListStacksAsync(cancellationToken)).FirstOrDefault(stack => stack.IsCurrent);

    public Task CreateStackAsync(string stackName) => CreateStackAsync(stackName, CancellationToken.None);

    public abstract Task CreateStackAsync(string stackName, CancellationToken cancellationToken);

    public Task SelectStackAsync(string stackName) => SelectStackAsync(stackName, CancellationToken.None);

    public abstract Task SelectStackAsync(string stackName, CancellationToken cancellationToken);

    public abstract Task RemoveStackAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task<ImmutableList<StackSummary>> ListStacksAsync(CancellationToken cancellationToken = default);

    public abstract Task<StackDeployment> ExportStackAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task ImportStackAsync(string stackName, StackDeployment state, CancellationToken cancellationToken = default);

    public Task InstallPluginAsync(string name, string version, PluginKind kind, CancellationToken cancellationToken) =>
        InstallPluginAsync(name, version, kind, options: null, cancellationToken);

    public abstract Task InstallPluginAsync(
        string name, string version, PluginKind kind = PluginKind.Resource, PluginInstallOptions? options = null, CancellationToken cancellationToken = default);

    public abstract Task RemovePluginAsync(
        string? name = null, string? versionRange = null, PluginKind kind = PluginKind.Resource, CancellationToken cancellationToken = default);

    public abstract Task<ImmutableList<PluginInfo>> ListPluginsAsync(CancellationToken cancellationToken = default);

    public abstract Task InstallAsync(InstallOptions? options = null, CancellationToken cancellationToken = default);

    public abstract Task<ImmutableDictionary<string, OutputValue>> GetStackOutputsAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task ChangeSecretsProviderAsync(
        string stackName, string newSecretsProvider, SecretsProviderOptions? secretsProviderOptions = null, CancellationToken cancellationToken = default);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    internal async Task<CommandResult> RunStackCommandAsync(
        string stackName, IEnumerable<string> args, Action<string>? onOutput, Action<string>? onError, Action<EngineEvent>? onEvent, CancellationToken ct)
    {
        var result = await RunAsync([.. args, .. await SerializeArgsForOpAsync(stackName, ct)], ct, onOutput, onError, onEvent);
        await PostCommandCallbackAsync(stackName, ct);
        return result;
    }

    /// <summary>Runs the command, which itself throws when it ends with a code other than 0.</summary>
    internal Task<CommandResult> RunAsync(
        IList<string> args, CancellationToken ct, Action<string>? onOutput = null, Action<string>? onError = null, Action<EngineEvent>? onEvent = null, string? input = null) =>
        command.RunInputAsync(args, WorkDir, Environment(), onOutput, onError, input, onEvent, ct);

    ArgumentException NoPaths() => new($"The configuration of a {GetType().Name} has no paths.", "path");

    Dictionary<string, string?> Environment()
    {
        var variables = new Dictionary<string, string?>();
        if (!string.IsNullOrWhiteSpace(PulumiHome)) variables["PULUMI_HOME"] = PulumiHome;
        foreach (var (name, value) in EnvironmentVariables ?? new Dictionary<string, string?>()) variables[name] = value;
        return variables;
    }
}
