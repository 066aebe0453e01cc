using Pulumirpc;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>The options of a registration, as a transform sees and changes them.</summary>
internal static class TransformOptions
{
    public static TransformResourceOptions Of(RegisterResourceRequest request)
    {
        var options = new TransformResourceOptions
        {
            DependsOn = { request.Dependencies },
            IgnoreChanges = { request.IgnoreChanges },
            ReplaceOnChanges = { request.ReplaceOnChanges },
            Version = request.Version,
            Aliases = { request.AliasURNs.Select(urn => new Alias { Urn = urn }).Concat(request.Aliases) },
            Provider = request.Provider,
            CustomTimeouts = request.CustomTimeouts,
            PluginDownloadUrl = request.PluginDownloadURL,
            DeletedWith = request.DeletedWith,
            AdditionalSecretOutputs = { request.AdditionalSecretOutputs },
            Providers = { request.Providers },
            Import = request.ImportId,
        };
        if (request.HasProtect) options.Protect = request.Protect;
        if (request.HasRetainOnDelete) options.RetainOnDelete = request.RetainOnDelete;
        if (request.DeleteBeforeReplaceDefined) options.DeleteBeforeReplace = request.DeleteBeforeReplace;
        return options;
    }

    public static void Apply(TransformResourceOptions options, RegisterResourceRequest request)
    {
        Set(request.Dependencies, options.DependsOn);
        Set(request.IgnoreChanges, options.IgnoreChanges);
        Set(request.ReplaceOnChanges, options.ReplaceOnChanges);
        Set(request.Aliases, options.Aliases);
        Set(request.AdditionalSecretOutputs, options.AdditionalSecretOutputs);
        request.AliasURNs.Clear();
        request.Providers.Clear();
        request.Providers.Add(options.Providers);
        request.Version = options.Version;
        request.Provider = options.Provider;
        request.CustomTimeouts = options.CustomTimeouts;
        request.PluginDownloadURL = options.PluginDownloadUrl;
        request.DeletedWith = options.DeletedWith;
        request.ImportId = options.Import;
        if (options.HasProtect) request.Protect = options.Protect;
        else request.ClearProtect();
        if (options.HasRetainOnDelete) request.RetainOnDelete = options.RetainOnDelete;
        else request.ClearRetainOnDelete();
        (request.DeleteBeforeReplaceDefined, request.DeleteBeforeReplace) = (options.HasDeleteBeforeReplace, options.DeleteBeforeReplace);
    }

    static void Set<T>(Google.Protobuf.Collections.RepeatedField<T> field, IEnumerable<T> values)
    {
        T[] all = [.. values];
        field.Clear();
        field.AddRange(all);
    }
}
