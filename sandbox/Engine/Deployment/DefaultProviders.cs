using System.Collections.Concurrent;
using System.Text.Json;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>The provider of a resource that names none: from the configuration's namespace of that package, one for each version asked for.</summary>
internal sealed class DefaultProviders(Run run, Registrar registrar)
{
    readonly ConcurrentDictionary<(string Package, string Version), Lazy<Task<ResourceState?>>> registered = new();

    readonly Lazy<string[]> disabled = new(() => run.Config.Values.GetValueOrDefault("pulumi:disable-default-providers") is { } list ? Packages(list) : []);

    /// <returns>Its reference; null when it could not be registered, which has been said then.</returns>
    public async Task<string?> ForAsync(string package, string version, CancellationToken ct)
    {
        if (disabled.Value.Contains(package) || (disabled.Value.Contains("*") && package != "pulumi"))
            throw new EngineException($"Default provider for '{package}' disabled by the configuration 'pulumi:disable-default-providers'; give the resource a provider of its own.");
        // Not the caller's token: others wait for the same registration.
        var provider = await registered.GetOrAdd((package, version), key => new(() => RegisterAsync(key.Package, key.Version))).Value.WaitAsync(ct);
        return provider is null ? null : ProviderRegistry.Reference(provider);
    }

    Task<ResourceState?> RegisterAsync(string package, string version)
    {
        var name = version.Length == 0 ? "default" : $"default_{version.Replace('.', '_').Replace('-', '_').Replace('+', '_')}";
        var type = $"pulumi:providers:{package}";
        return registrar.RegisterAsync(new Goal
        {
            Urn = Urn.Of(run.Stack, run.Project, "", type, name),
            Type = type,
            Name = name,
            Custom = true,
            Inputs = Inputs(package, version),
        }, CancellationToken.None);
    }

    /// <summary>What the configuration says to the provider of a package.</summary>
    public PropertyMap Inputs(string package, string version)
    {
        var inputs = PropertyMap.Empty;
        foreach (var (key, text) in run.Config.Values.Where(entry => entry.Key.StartsWith(package + ":", StringComparison.Ordinal) && package != "pulumi"))
            inputs = inputs.Set(key[(package.Length + 1)..], run.Config.SecretKeys.Contains(key) ? new PropertyValue.Secret(text) : text);
        return version.Length > 0 ? inputs.Set("version", version) : inputs;
    }

    static string[] Packages(string list)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(list) ?? [];
        }
        catch (JsonException e)
        {
            throw new EngineException($"The configuration 'pulumi:disable-default-providers' is '{list}'; it must be a JSON list of packages, such as [\"aws\"] or [\"*\"].", inner: e);
        }
    }
}
