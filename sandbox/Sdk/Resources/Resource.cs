using System.Collections.Immutable;

namespace Pulumi;

public class Resource
{
    internal const string UrnName = "urn";

    readonly string type = "";
    readonly string name = "";
    readonly bool? protect;
    readonly ImmutableArray<ResourceTransformation> transformations = [];
    readonly HashSet<Resource> children = [];

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options, bool remote, RegisterPackageRequest? package)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        (this.type, this.name) = (type, name);
        var deployment = Deployment.Required;
        IsCustom = this is CustomResource;
        IsRemote = remote;
        OutputSources = Serialization.OutputSources.Attach(this, isFilled: IsCustom || remote || options.Urn is not null);

        var root = options.Urn is null && type != Stack.TypeName ? deployment.Stack : null;
        transformations = [.. options.ResourceTransformations, .. (options.Parent ?? root)?.transformations ?? []];
        (args, options) = Transform(args, options);
        options = options.Clone();
        Providers = ProvidersOf(options);

        if (options.Parent is { } parent)
        {
            lock (parent.children) parent.children.Add(this);
            options.Protect ??= parent.protect;
        }
        if (IsCustom) options.Provider ??= options.Parent?.ProviderFor(type);
        protect = options.Protect;
        (OwnProvider, Version, PluginDownloadURL) = (options.Provider ?? ProviderFor(type), options.Version, options.PluginDownloadURL);

        deployment.Runner.Watch(deployment.Registrar.RunAsync(this, args, options, package));
    }

    // A resource that is known by its URN only: what an output depends on may be of another program.
    private protected Resource(Output<string> urn)
    {
        Urn = urn;
        IsCustom = true;
        OutputSources = ImmutableDictionary<string, Serialization.IOutputSource>.Empty;
    }

    [Output(UrnName)]
    public Output<string> Urn { get; private protected set; } = null!;

    internal bool IsCustom { get; }

    internal bool IsRemote { get; }

    /// <summary>The provider that this resource itself belongs to, where it isn't the default one.</summary>
    internal ProviderResource? OwnProvider { get; }

    internal string? Version { get; }

    internal string? PluginDownloadURL { get; }

    internal ImmutableDictionary<string, ProviderResource> Providers { get; } = ImmutableDictionary<string, ProviderResource>.Empty;

    internal ImmutableDictionary<string, Serialization.IOutputSource> OutputSources { get; }

    internal IReadOnlyList<Resource> Children
    {
        get
        {
            lock (children) return [.. children];
        }
    }

    public string GetResourceType() => type;

    public string GetResourceName() => name;

    /// <summary>The provider that children of this resource inherit for a type or function token.</summary>
    internal ProviderResource? ProviderFor(string token) =>
        token.Split(':') is [var package, _, _] ? Providers.GetValueOrDefault(package) : null;

    (ResourceArgs, ResourceOptions) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result) continue;
            if (result.Options.Parent != options.Parent)
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            (args, options) = (result.Args, result.Options);
        }
        return (args, options);
    }

    ImmutableDictionary<string, ProviderResource> ProvidersOf(ResourceOptions options)
    {
        var inherited = options.Parent?.Providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        if (options is ComponentResourceOptions { Providers.Count: > 0 } several)
        {
            if (options.Provider is not null)
                throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
            return inherited.SetItems(several.Providers.Select(provider => KeyValuePair.Create(provider.Package, provider)));
        }
        return options.Provider is { } own ? inherited.SetItem(own.Package, own) : inherited;
    }
}
