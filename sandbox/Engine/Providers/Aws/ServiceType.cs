using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>An ECS service is a workload: real processes of the image its task definition names.</summary>
internal sealed class ServiceType(AwsHost host) : IRealType
{
    const string TaskDefinitionType = "aws:ecs/taskDefinition:TaskDefinition";

    static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);

    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var workload = Workload(of, id, outputs);
        var world = await host.World(ct);
        await world.PutAsync(workload, ct);
        if (outputs["waitForSteadyState"]?.AsBool == true) await SteadyAsync(of, workload, outputs, ct);
        return outputs;
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct)
    {
        var world = await host.World(ct);
        return await world.FindWorkloadAsync(known.Id, ct) is { } status
            ? Drift.Apply(known, "desiredCount", (double)status.Spec.Replicas)
            : null;
    }

    public async Task DeleteAsync(string id, CancellationToken ct) => await (await host.World(ct)).DeleteWorkloadAsync(id, ct);

    Workload Workload(Subject of, string id, PropertyMap outputs)
    {
        var balancers = outputs["loadBalancers"]?.AsList ?? [];
        var container = Container(of, outputs, balancers.FirstOrDefault()?.AsMap["containerName"]?.AsText);
        return new Workload
        {
            Id = id,
            Image = container["image"]?.AsText ?? throw new EngineException($"The container '{container["name"]?.AsText}' of {of.Urn} names no image."),
            Replicas = (int)(outputs["desiredCount"]?.AsNumber ?? 0),
            // PORT is the world's to choose: several replicas share one machine.
            Environment = (container["environment"]?.AsList ?? [])
                .Select(variable => (Name: variable.AsMap["name"]?.AsText ?? "", Value: variable.AsMap["value"]?.AsText ?? ""))
                .Where(variable => variable.Name is not ("" or "PORT"))
                .ToImmutableSortedDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal),
            TargetGroupIds = [.. balancers.Select(balancer => balancer.AsMap["targetGroupArn"]?.AsText).OfType<string>()],
            StopTimeout = TimeSpan.FromSeconds(container["stopTimeout"]?.AsNumber ?? 30),
        };
    }

    // The container behind the balancer is the one that runs; without a balancer, the essential or first one.
    PropertyMap Container(Subject of, PropertyMap outputs, string? name)
    {
        var arn = outputs["taskDefinition"]?.AsText ?? throw new EngineException($"{of.Urn} names no taskDefinition.");
        var task = host.FindOutputs(TaskDefinitionType, arn) ?? throw new EngineException($"{of.Urn} names the task definition {arn}, which this stack doesn't have.");
        var containers = JsonCodec.Parse(task["containerDefinitions"]?.AsText ?? "[]").AsList.Select(container => container.AsMap).ToList();
        return containers.FirstOrDefault(container => name is null ? container["essential"]?.AsBool != false : container["name"]?.AsText == name)
            ?? throw new EngineException($"The task definition {arn} of {of.Urn} has no container '{name}'; it has {string.Join(", ", containers.Select(container => container["name"]?.AsText))}.");
    }

    async Task SteadyAsync(Subject of, Workload workload, PropertyMap outputs, CancellationToken ct)
    {
        var limit = of.Timeout ?? host.Options.SteadyStateTimeout;
        using var patience = new CancellationTokenSource(limit, host.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        WorkloadStatus? status = null;
        try
        {
            var world = await host.World(either.Token);
            for (; ; await Task.Delay(look, host.Options.Time, either.Token))
            {
                status = await world.FindWorkloadAsync(workload.Id, either.Token);
                if (status is not null && IsSteady(status)) return;
            }
        }
        catch (OperationCanceledException e)
        {
            var healthy = status?.Targets.Count(target => target.State == TargetState.Healthy) ?? 0;
            var why = status?.LastFailure ?? status?.Targets.FirstOrDefault(target => target.State != TargetState.Healthy)?.Reason ?? "nothing was said about why";
            throw new PartialFailureException(workload.Id, outputs,
                $"The service did not become steady {(ct.IsCancellationRequested ? "before it was cancelled" : $"within {limit.TotalSeconds:0} s")}: {healthy} of {workload.Replicas} replicas are healthy; {why}", e);
        }
    }

    static bool IsSteady(WorkloadStatus status) =>
        status.Targets.Length == status.Spec.Replicas && status.Targets.All(target => target.State == TargetState.Healthy);
}
