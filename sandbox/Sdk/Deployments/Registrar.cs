using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Registers, reads or looks up a resource with the engine, and fills its outputs with the answer.</summary>
internal sealed class Registrar(Deployment deployment)
{
    public async Task RunAsync(Resource resource, ResourceArgs args, ResourceOptions options, RegisterPackageRequest? package)
    {
        var isUnfinished = false;
        try
        {
            // The constructor that called this has not ended yet.
            await Task.Yield();
            var answer = await AskAsync(resource, () => new RegistrationRequest(deployment, resource, args, options, package).BuildAsync(), options);
            isUnfinished = answer.Result != Result.Success;
            Fill(resource, answer);
        }
        catch (Exception e)
        {
            foreach (var source in resource.OutputSources.Values) source.Fail(e);
            throw;
        }
        foreach (var source in resource.OutputSources.Values) source.SetMissing(isKnown: !deployment.IsDryRun && !isUnfinished);
    }

    public async Task RegisterOutputsAsync(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await resource.Urn.GetValueAsync(whenUnknown: "");
        var values = await outputs.GetValueAsync(whenUnknown: ImmutableDictionary<string, object?>.Empty);
        var keepResources = await deployment.KeepResourcesAsync();
        var properties = await SerializedProperties.OfAsync("monitor.registerResourceOutputs(...)", values, () => new Serializer(keepResources));
        await deployment.Monitor.RegisterOutputsAsync(new RegisterResourceOutputsRequest { Urn = urn, Outputs = properties.Struct });
    }

    async Task<Answer> AskAsync(Resource resource, Func<Task<RegisterResourceRequest>> build, ResourceOptions options)
    {
        if (options.Urn is { } urn) return await LookUpAsync(urn);
        var id = options.Id is null ? "" : await options.Id.ToOutput().GetValueAsync(whenUnknown: "");
        if (string.IsNullOrEmpty(id)) return await RegisterAsync(resource, await build());
        if (!resource.IsCustom)
            throw new ArgumentException($"{nameof(ResourceOptions)}.{nameof(ResourceOptions.Id)} is only valid for a {nameof(CustomResource)}");
        return await ReadAsync(resource, id, await build());
    }

    async Task<Answer> RegisterAsync(Resource resource, RegisterResourceRequest request)
    {
        var response = await deployment.Monitor.RegisterAsync(resource, request);
        return new(response.Urn, response.Id, response.Object, response.Result)
        {
            Dependencies = response.PropertyDependencies.ToImmutableDictionary(
                pair => pair.Key,
                pair => pair.Value.Urns.Select(Resource (urn) => new DependencyResource(urn)).ToImmutableHashSet()),
        };
    }

    async Task<Answer> ReadAsync(Resource resource, string id, RegisterResourceRequest full)
    {
        var request = new ReadResourceRequest
        {
            Id = id,
            Type = full.Type,
            Name = full.Name,
            Parent = full.Parent,
            Provider = full.Provider,
            Properties = full.Object,
            Version = full.Version,
            PluginDownloadURL = full.PluginDownloadURL,
            AcceptSecrets = true,
            AcceptResources = full.AcceptResources,
            PackageRef = full.PackageRef,
        };
        request.Dependencies.AddRange(full.Dependencies);
        request.AdditionalSecretOutputs.AddRange(full.AdditionalSecretOutputs);
        var response = await deployment.Monitor.ReadAsync(resource, request);
        return new(response.Urn, id, response.Properties, Result.Success);
    }

    async Task<Answer> LookUpAsync(string urn)
    {
        var args = new Struct { Fields = { ["urn"] = Value.ForString(urn) } };
        var response = await deployment.Monitor.InvokeAsync(new ResourceInvokeRequest { Tok = "pulumi:pulumi:getResource", Args = args, AcceptResources = true });
        if (response.Failures.Count > 0) throw Failure.Of("Invoke", "pulumi:pulumi:getResource", response.Failures);
        var fields = response.Return.Fields;
        return new(fields["urn"].StringValue, fields.GetValueOrDefault("id")?.StringValue ?? "", fields["state"].StructValue, Result.Success);
    }

    static void Fill(Resource resource, Answer answer)
    {
        var converter = new Converter(message => Log.Warn(message, resource));
        foreach (var (name, source) in resource.OutputSources)
        {
            if (name == Resource.UrnName) source.Set(OutputData<object?>.Plain(answer.Urn));
            else if (name == CustomResource.IdName && resource.IsCustom) source.Set(OutputData<object?>.Plain(answer.Id ?? "") with { IsKnown = !string.IsNullOrEmpty(answer.Id) });
            else if (answer.State?.Fields.TryGetValue(name, out var value) == true)
            {
                var data = converter.Convert($"{resource.GetType().FullName}.{name}", value, source.Type);
                source.Set(data with { Resources = data.Resources.Union(answer.Dependencies.GetValueOrDefault(name) ?? []) });
            }
        }
    }

    sealed record Answer(string Urn, string? Id, Struct? State, Result Result)
    {
        public ImmutableDictionary<string, ImmutableHashSet<Resource>> Dependencies { get; init; } = ImmutableDictionary<string, ImmutableHashSet<Resource>>.Empty;
    }
}
