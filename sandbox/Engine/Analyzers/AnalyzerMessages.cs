using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>Resources as policy packs see them: unknowns and secrets stay marked, references become ids.</summary>
internal static class AnalyzerMessages
{
    public static AnalyzeRequest Request(Goal goal, PropertyMap inputs, Run run) => new()
    {
        Type = goal.Type,
        Urn = goal.Urn,
        Name = goal.Name,
        Properties = WireCodec.Write(inputs, WireFeatures.Secrets),
        Options = Options(States.Wanted(goal, null), goal.DeleteBeforeReplace),
        Provider = Provider(goal.Provider, run),
    };

    public static AnalyzeStackRequest Stack(Run run)
    {
        var request = new AnalyzeStackRequest();
        foreach (var resource in run.State.News.Where(resource => !resource.Delete))
        {
            var message = new AnalyzerResource
            {
                Type = resource.Type,
                Urn = resource.Urn,
                Name = Urn.Name(resource.Urn),
                Properties = WireCodec.Write(resource.Outputs.Shown, WireFeatures.Secrets),
                Options = Options(resource, null),
                Parent = resource.Parent,
                Provider = Provider(resource.Provider, run),
                Dependencies = { resource.Dependencies },
            };
            foreach (var (name, urns) in resource.PropertyDependencies) message.PropertyDependencies[name] = new() { Urns = { urns } };
            request.Resources.Add(message);
        }
        return request;
    }

    static AnalyzerResourceOptions Options(ResourceState resource, bool? deleteBeforeReplace) => new()
    {
        Protect = resource.Protect,
        IgnoreChanges = { resource.IgnoreChanges },
        DeleteBeforeReplace = deleteBeforeReplace ?? false,
        DeleteBeforeReplaceDefined = deleteBeforeReplace is not null,
        AdditionalSecretOutputs = { resource.AdditionalSecretOutputs },
        Parent = resource.Parent,
        CustomTimeouts = new() { Create = resource.CustomTimeouts?.Create ?? 0, Update = resource.CustomTimeouts?.Update ?? 0, Delete = resource.CustomTimeouts?.Delete ?? 0 },
    };

    static AnalyzerProviderResource? Provider(string reference, Run run) =>
        reference.Length == 0 || run.Find(ProviderRegistry.UrnOf(reference)) is not { } provider ? null : new AnalyzerProviderResource
        {
            Type = provider.Type,
            Urn = provider.Urn,
            Name = Urn.Name(provider.Urn),
            Properties = WireCodec.Write(provider.Inputs, WireFeatures.Secrets),
        };
}
