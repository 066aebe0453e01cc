namespace Pulumi;

public abstract class ResourceOptions
{
    public Input<string>? Id { get; set; }

    public Resource? Parent { get; set; }

    public InputList<Resource> DependsOn { get; set; } = new();

    public bool? Protect { get; set; }

    public List<string> IgnoreChanges { get; set; } = [];

    public string? Version { get; set; }

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    public List<ResourceTransformation> ResourceTransformations { get; set; } = [];

    public List<ResourceTransform> ResourceTransforms { get; set; } = [];

    public List<Input<Alias>> Aliases { get; set; } = [];

    public string? Urn { get; set; }

    public List<string> ReplaceOnChanges { get; set; } = [];

    public string? PluginDownloadURL { get; set; }

    public bool? RetainOnDelete { get; set; }

    public Resource? DeletedWith { get; set; }

    public InputList<Resource> ReplaceWith { get; set; } = new();

    public ResourceHookBinding Hooks { get; set; } = new();

    public List<string> HideDiffs { get; set; } = [];

    public Input<object>? ReplacementTrigger { get; set; }

    internal abstract ResourceOptions Clone();

    private protected void Add(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        Protect = other.Protect ?? Protect;
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        Urn = other.Urn ?? Urn;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        ReplacementTrigger = other.ReplacementTrigger ?? ReplacementTrigger;
        DependsOn = DependsOn.Concat(other.DependsOn);
        ReplaceWith = ReplaceWith.Concat(other.ReplaceWith);
        IgnoreChanges = [.. IgnoreChanges, .. other.IgnoreChanges];
        ResourceTransformations = [.. ResourceTransformations, .. other.ResourceTransformations];
        ResourceTransforms = [.. ResourceTransforms, .. other.ResourceTransforms];
        Hooks = Hooks.Concat(other.Hooks);
        Aliases = [.. Aliases, .. other.Aliases];
        ReplaceOnChanges = [.. ReplaceOnChanges, .. other.ReplaceOnChanges];
        HideDiffs = [.. HideDiffs, .. other.HideDiffs];
    }
}
