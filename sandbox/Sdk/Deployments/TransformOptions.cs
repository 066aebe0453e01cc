using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Options of a resource or a call between the engine and a transform, which may change all of them but the parent.</summary>
internal static class TransformOptions
{
    public static ResourceOptions Read(TransformRequest request)
    {
        var wire = request.Options ?? new();
        ResourceOptions options = request.Custom
            ? new CustomResourceOptions
            {
                DeleteBeforeReplace = wire.HasDeleteBeforeReplace ? wire.DeleteBeforeReplace : null,
                AdditionalSecretOutputs = [.. wire.AdditionalSecretOutputs],
                ImportId = Text(wire.Import),
            }
            : new ComponentResourceOptions { Providers = [.. wire.Providers.Values.Select(ProviderResource (reference) => new DependencyProviderResource(reference))] };
        options.Parent = Resource(request.Parent);
        options.DependsOn = Resources(wire.DependsOn);
        options.Protect = wire.HasProtect ? wire.Protect : null;
        options.IgnoreChanges = [.. wire.IgnoreChanges];
        options.ReplaceOnChanges = [.. wire.ReplaceOnChanges];
        options.Version = Text(wire.Version);
        options.PluginDownloadURL = Text(wire.PluginDownloadUrl);
        options.Aliases = [.. wire.Aliases.Select(alias => (Input<Alias>)Alias.FromWire(alias))];
        options.Provider = Provider(wire.Provider);
        options.CustomTimeouts = wire.CustomTimeouts is { } timeouts ? CustomTimeouts.FromWire(timeouts) : null;
        options.RetainOnDelete = wire.HasRetainOnDelete ? wire.RetainOnDelete : null;
        options.DeletedWith = Resource(wire.DeletedWith);
        options.ReplaceWith = Resources(wire.ReplaceWith);
        options.HideDiffs = [.. wire.HideDiff];
        options.Hooks = wire.Hooks is { } hooks ? ResourceHookBinding.FromWire(hooks) : new();
        if (wire.ReplacementTrigger is { } trigger && Deserializer.Read(trigger).Value is { } value) options.ReplacementTrigger = value;
        return options;
    }

    public static async Task<TransformResourceOptions> WriteAsync(ResourceOptions options)
    {
        var wire = new TransformResourceOptions
        {
            DependsOn = { await UrnsAsync(options.DependsOn) },
            IgnoreChanges = { options.IgnoreChanges },
            ReplaceOnChanges = { options.ReplaceOnChanges },
            Version = options.Version ?? "",
            PluginDownloadUrl = options.PluginDownloadURL ?? "",
            Aliases = { await Alias.ToWireAsync(options.Aliases) },
            Provider = await ReferenceAsync(options.Provider),
            CustomTimeouts = options.CustomTimeouts?.ToWire(),
            DeletedWith = options.DeletedWith is { } owner ? await owner.Urn.GetValueAsync(whenUnknown: "") : "",
            ReplaceWith = { await UrnsAsync(options.ReplaceWith) },
            HideDiff = { options.HideDiffs },
            Hooks = options.Hooks.IsEmpty ? null : await options.Hooks.ToWireAsync(),
        };
        if (options.Protect is { } protect) wire.Protect = protect;
        if (options.RetainOnDelete is { } retain) wire.RetainOnDelete = retain;
        if (options.ReplacementTrigger is { } trigger)
            wire.ReplacementTrigger = await new Serializer(keepResources: true).SerializeAsync(nameof(ResourceOptions.ReplacementTrigger), trigger);
        if (options is ComponentResourceOptions component)
            foreach (var provider in component.Providers) wire.Providers[provider.Package] = await provider.GetReferenceAsync();
        if (options is not CustomResourceOptions custom) return wire;
        wire.AdditionalSecretOutputs.AddRange(custom.AdditionalSecretOutputs);
        wire.Import = custom.ImportId ?? "";
        if (custom.DeleteBeforeReplace is { } before) wire.DeleteBeforeReplace = before;
        return wire;
    }

    public static InvokeOptions Read(TransformInvokeOptions wire) =>
        new() { Provider = Provider(wire.Provider), Version = Text(wire.Version), PluginDownloadURL = Text(wire.PluginDownloadUrl) };

    public static async Task<TransformInvokeOptions> WriteAsync(InvokeOptions options) => new()
    {
        Provider = await ReferenceAsync(options.Provider),
        Version = options.Version ?? "",
        PluginDownloadUrl = options.PluginDownloadURL ?? "",
    };

    static string? Text(string text) => text == "" ? null : text;

    static DependencyResource? Resource(string urn) => urn == "" ? null : new DependencyResource(urn);

    static List<Input<Resource>> Resources(IEnumerable<string> urns) => [.. urns.Select(urn => (Input<Resource>)new DependencyResource(urn))];

    static DependencyProviderResource? Provider(string reference) => reference == "" ? null : new(reference);

    static async Task<string> ReferenceAsync(ProviderResource? provider) => provider is null ? "" : await provider.GetReferenceAsync();

    static async Task<HashSet<string>> UrnsAsync(InputList<Resource> resources) => await Dependency.UrnsAsync(await Dependency.OfAsync(resources));
}
