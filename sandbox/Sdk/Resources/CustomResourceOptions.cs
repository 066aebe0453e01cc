namespace Pulumi;

public sealed class CustomResourceOptions : ResourceOptions
{
    public bool? DeleteBeforeReplace { get; set; }

    public List<string> AdditionalSecretOutputs { get; set; } = [];

    public string? ImportId { get; set; }

    public Dictionary<string, string> EnvVarMappings { get; set; } = [];

    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            if (options is null) continue;
            merged.Add(options);
            merged.DeleteBeforeReplace = options.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
            merged.ImportId = options.ImportId ?? merged.ImportId;
            merged.AdditionalSecretOutputs = [.. merged.AdditionalSecretOutputs, .. options.AdditionalSecretOutputs];
            foreach (var (variable, target) in options.EnvVarMappings) merged.EnvVarMappings[variable] = target;
        }
        return merged;
    }

    internal override ResourceOptions Clone() => Merge(this, null);
}
