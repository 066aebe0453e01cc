namespace Pulumi;

public sealed class ComponentResourceOptions : ResourceOptions
{
    public List<ProviderResource> Providers { get; set; } = [];

    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        var providers = new Dictionary<string, ProviderResource>();
        foreach (var options in new[] { options1, options2 })
        {
            if (options is null) continue;
            merged.Add(options);
            foreach (var provider in options.Provider is { } single ? [.. options.Providers, single] : options.Providers)
                providers[provider.Package] = provider;
        }
        merged.Provider = null;
        merged.Providers = [.. providers.Values];
        return merged;
    }

    internal override ResourceOptions Clone()
    {
        var clone = new ComponentResourceOptions { Providers = [.. Providers] };
        clone.Add(this);
        return clone;
    }
}
