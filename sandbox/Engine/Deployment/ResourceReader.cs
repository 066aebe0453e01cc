using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Reads a resource that this stack doesn't manage.</summary>
internal sealed class ResourceReader(Run run, ProviderRegistry providers, Registrar registrar, StepRunner steps, OldResources olds)
{
    public async Task<ResourceState?> ReadAsync(ReadResourceRequest request, string provider)
    {
        var urn = Urn.Of(run.Stack, run.Project, request.Parent, request.Type, request.Name);
        if (!registrar.Take(urn))
        {
            run.Fail(urn, $"Duplicate resource URN '{urn}'; try giving it a unique name");
            return null;
        }
        var old = olds.Take(urn, []);
        var inputs = WireCodec.Read(request.Properties);
        var target = new ResourceState
        {
            Urn = urn,
            Type = request.Type,
            Custom = true,
            External = true,
            Id = request.Id,
            Inputs = inputs,
            Parent = request.Parent,
            Provider = provider,
            Dependencies = [.. request.Dependencies],
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
            Created = old?.State.Created ?? run.Time.GetUtcNow(),
            Modified = old?.State.Modified ?? run.Time.GetUtcNow(),
        };
        // A managed resource that is only read from now on is given up, not deleted.
        var step = new Step { Op = Op.Read, Old = old?.State, New = target };
        return await steps.DoAsync(step, null,
            async () =>
            {
                if (Infra.Rpc.WireValues.Unknowns.Contains(request.Id)) return target with { Id = "", Outputs = inputs };
                var made = await providers.Find(provider, run.Registered.Concat(run.State.Start.Resources))
                    .ReadAsync(new Subject(urn, request.Type, request.Name), request.Id, inputs, old?.State.Outputs ?? PropertyMap.Empty, run.Cancelled);
                return made is null
                    ? throw new EngineException($"resource '{request.Id}' does not exist")
                    : target with { Outputs = made.Outputs.Select((name, value) => request.AdditionalSecretOutputs.Contains(name) ? new PropertyValue.Secret(value.Plain) : value) };
            },
            read => run.Register(read, old is not null && !States.Differ(old.State, read) && old.State.Id == read.Id ? run.State.Keep(old.Index) : run.State.Put(read, old?.Index)));
    }
}
