using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Calls a method of a resource, or a function of a provider that tracks dependencies itself, through the engine.</summary>
internal sealed class Caller(Deployment deployment)
{
    const string SelfName = "__self__";

    public async Task<OutputData<T>> CallAsync<T>(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? package)
    {
        var response = await CallAsync(token, args, self, options, package);
        var data = new Converter(message => Log.Warn(message, self)).Convert<T>($"{token} result", Value.ForStruct(response.Return ?? new()));
        var sources = response.ReturnDependencies.Values.SelectMany(dependencies => dependencies.Urns).Select(urn => new DependencyResource(urn));
        return data with { Resources = data.Resources.Union(sources) };
    }

    public async Task<CallResponse> CallAsync(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? package)
    {
        var keepOutputs = await deployment.Monitor.SupportsAsync("outputValues");
        var values = self is null ? args.ToDictionary() : args.ToDictionary().SetItem(SelfName, self);
        var properties = await SerializedProperties.OfAsync(
            $"call:{token}", values, () => new Serializer(keepResources: true, keepOutputs) { ReferencesAreDependencies = false });
        var provider = self is null ? options?.Provider ?? options?.Parent?.ProviderFor(token) : self.OwnProvider;
        var request = new ResourceCallRequest
        {
            Tok = token,
            Args = properties.Struct,
            Provider = provider is null ? "" : await provider.GetReferenceAsync(),
            Version = (self is null ? options?.Version : self.Version) ?? "",
            PluginDownloadURL = (self is null ? options?.PluginDownloadURL : self.PluginDownloadURL) ?? "",
            PackageRef = await deployment.Packages.ReferenceAsync(package),
        };
        foreach (var (name, resources) in properties.Dependencies)
            request.ArgDependencies[name] = new() { Urns = { await Dependency.UrnsAsync(resources) } };
        var response = await deployment.Monitor.CallAsync(request);
        return response.Failures.Count == 0 ? response : throw Failure.Of("Call", token, response.Failures);
    }
}
