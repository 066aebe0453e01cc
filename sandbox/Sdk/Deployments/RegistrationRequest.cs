using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Waits for all that a resource needs first, and writes it down as the engine reads it.</summary>
internal sealed class RegistrationRequest(Deployment deployment, Resource resource, ResourceArgs args, ResourceOptions options, RegisterPackageRequest? package)
{
    readonly RegisterResourceRequest request = new()
    {
        Type = resource.GetResourceType(),
        Name = resource.GetResourceName(),
        Custom = resource.IsCustom,
        Remote = resource.IsRemote,
        Version = options.Version ?? "",
        PluginDownloadURL = options.PluginDownloadURL ?? "",
        AcceptSecrets = true,
        AcceptResources = Deployment.ResourceReferencesWanted,
        SupportsResultReporting = true,
        CustomTimeouts = options.CustomTimeouts?.ToWire(),
    };

    public async Task<RegisterResourceRequest> BuildAsync()
    {
        await AddPropertiesAsync();
        AddPlainOptions();
        request.Parent = await ParentAsync();
        if (options.Provider is { } provider && resource.IsCustom) request.Provider = await provider.GetReferenceAsync();
        if (resource.IsRemote)
            foreach (var (package, own) in resource.Providers) request.Providers[package] = await own.GetReferenceAsync();
        await AddLinksAsync();
        await AddAliasesAsync();
        await AddCallbacksAsync();
        request.PackageRef = await deployment.Packages.ReferenceAsync(package);
        return request;
    }

    async Task AddPropertiesAsync()
    {
        var keepResources = await deployment.KeepResourcesAsync();
        var keepOutputs = resource.IsRemote && await deployment.Monitor.SupportsAsync("outputValues");
        var dependsOn = await Dependency.OfAsync(options.DependsOn);
        // What GET and import can't choose is no input.
        var inputs = args.ToDictionary().Where(input => input.Key is not (Resource.UrnName or CustomResource.IdName));
        var properties = await SerializedProperties.OfAsync(
            $"resource:{request.Name}[{request.Type}]", inputs, () => new Serializer(keepResources, keepOutputs) { ReferencesAreDependencies = !(resource.IsRemote && keepResources) });

        request.Object = properties.Struct;
        var all = await Dependency.UrnsAsync(dependsOn);
        foreach (var (property, resources) in properties.Dependencies)
        {
            var urns = await Dependency.UrnsAsync(resources);
            request.PropertyDependencies[property] = new() { Urns = { urns.Order(StringComparer.Ordinal) } };
            all.UnionWith(urns);
        }
        request.Dependencies.AddRange(all.Order(StringComparer.Ordinal));
    }

    void AddPlainOptions()
    {
        if (options.Protect is { } protect) request.Protect = protect;
        if (options.RetainOnDelete is { } retain) request.RetainOnDelete = retain;
        request.IgnoreChanges.AddRange(options.IgnoreChanges);
        request.HideDiffs.AddRange(options.HideDiffs);
        if (options is not CustomResourceOptions custom) return;
        request.ReplaceOnChanges.AddRange(custom.ReplaceOnChanges);
        request.AdditionalSecretOutputs.AddRange(custom.AdditionalSecretOutputs);
        request.ImportId = custom.ImportId ?? "";
        request.DeleteBeforeReplace = custom.DeleteBeforeReplace ?? false;
        request.DeleteBeforeReplaceDefined = custom.DeleteBeforeReplace is not null;
        request.EnvVarMappings.Add(custom.EnvVarMappings);
    }

    async Task<string> ParentAsync() =>
        request.Type == Stack.TypeName ? "" : await (options.Parent ?? deployment.Stack).Urn.GetValueAsync(whenUnknown: "") ?? "";

    async Task AddLinksAsync()
    {
        if (options.DeletedWith is { } owner)
        {
            await RequireAsync("deletedWith", nameof(ResourceOptions.DeletedWith));
            request.DeletedWith = await owner.Urn.GetValueAsync(whenUnknown: "");
        }
        foreach (var other in await Dependency.OfAsync(options.ReplaceWith))
        {
            await RequireAsync("replaceWith", nameof(ResourceOptions.ReplaceWith));
            request.ReplaceWith.Add(await other.Urn.GetValueAsync(whenUnknown: ""));
        }
        if (options.ReplacementTrigger is { } trigger)
            request.ReplacementTrigger = await new Serializer(keepResources: true).SerializeAsync(nameof(ResourceOptions.ReplacementTrigger), trigger);
    }

    async Task AddAliasesAsync()
    {
        if (options.Aliases.Count == 0) return;
        await RequireAsync("aliasSpecs", nameof(ResourceOptions.Aliases));
        request.AliasSpecs = true;
        request.Aliases.AddRange(await Alias.ToWireAsync(options.Aliases));
    }

    async Task AddCallbacksAsync()
    {
        if (options.ResourceTransforms.Count > 0) await deployment.RequireAsync("transforms", "resource transforms");
        foreach (var transform in options.ResourceTransforms) request.Transforms.Add(await deployment.Transformer.AddAsync(transform));
        if (!options.Hooks.IsEmpty) request.Hooks = await options.Hooks.ToWireAsync();
    }

    Task RequireAsync(string feature, string option) => deployment.RequireAsync(feature, $"the {option} option");
}
