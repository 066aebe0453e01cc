using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Calls a provider's function through the engine.</summary>
internal sealed class Invoker(Deployment deployment)
{
    /// <summary>Waits for what the arguments come from. While anything is unknown, nothing is called and the result is unknown.</summary>
    public async Task<OutputData<T>> InvokeOutputAsync<T>(string token, InvokeArgs args, InvokeOptions? options, bool isSingle, RegisterPackageRequest? package)
    {
        var properties = await SerializeAsync(token, args);
        var dependsOn = options is InvokeOutputOptions { DependsOn: var list } ? await Dependency.OfAsync(list) : [];
        HashSet<Resource> sources = [.. properties.Dependencies.Values.SelectMany(resources => resources), .. dependsOn];
        if (properties.MetUnknown) return OutputData<T>.Unknown(properties.MetSecret, []);
        foreach (var source in Dependency.Expand(sources).OfType<CustomResource>())
        {
            if (!(await source.Id.DataTask).IsKnown) return OutputData<T>.Unknown(isSecret: false, []);
        }
        var data = Convert<T>(token, await CallAsync(token, properties.Struct, options, package), isSingle);
        return data with { IsSecret = data.IsSecret || properties.MetSecret, Resources = data.Resources.Union(sources) };
    }

    public async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options, bool isSingle, RegisterPackageRequest? package) =>
        Convert<T>(token, await CallAsync(token, (await SerializeAsync(token, args)).Struct, options, package), isSingle).Value;

    public async Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? package) =>
        await CallAsync(token, (await SerializeAsync(token, args)).Struct, options, package);

    async Task<SerializedProperties> SerializeAsync(string token, InvokeArgs args)
    {
        var keepResources = await deployment.KeepResourcesAsync();
        return await SerializedProperties.OfAsync($"invoke:{token}", args.ToDictionary(), () => new Serializer(keepResources, keepSecrets: false));
    }

    async Task<Struct> CallAsync(string token, Struct args, InvokeOptions? options, RegisterPackageRequest? package)
    {
        await deployment.Transformer.PendingAsync();
        var provider = options?.Provider ?? options?.Parent?.ProviderFor(token);
        var response = await deployment.Monitor.InvokeAsync(new ResourceInvokeRequest
        {
            Tok = token,
            Args = args,
            Provider = provider is null ? "" : await provider.GetReferenceAsync(),
            Version = options?.Version ?? "",
            PluginDownloadURL = options?.PluginDownloadURL ?? "",
            AcceptResources = Deployment.ResourceReferencesWanted,
            PackageRef = await deployment.Packages.ReferenceAsync(package),
        });
        return response.Failures.Count > 0 ? throw Failure.Of("Invoke", token, response.Failures) : response.Return ?? new Struct();
    }

    static OutputData<T> Convert<T>(string token, Struct result, bool isSingle)
    {
        var converter = new Converter(message => Log.Warn(message));
        if (!isSingle) return converter.Convert<T>($"{token} result", Value.ForStruct(result));
        return result.Fields.Count > 0
            ? converter.Convert<T>($"{token} result", result.Fields.First().Value)
            : throw new InvalidOperationException($"Invoke of '{token}' failed: expected one value, but the answer is empty");
    }
}
