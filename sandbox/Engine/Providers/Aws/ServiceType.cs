using System.Collections.Immutable;
using Infra.Sandbox.Engine.Providers.Clouds;
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
        var before = await world.FindWorkloadAsync(id, ct);
        await world.PutAsync(workload, ct);
        if (outputs["waitForSteadyState"]?.AsBool == true) await SteadyAsync(of, workload, before, outputs, ct);
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
        var containers = Definitions(of, arn, task).AsList.Select(container => container.AsMap).ToList();
        return containers.FirstOrDefault(container => name is null ? container["essential"]?.AsBool != false : container["name"]?.AsText == name)
            ?? throw new EngineException($"The task definition {arn} of {of.Urn} has no container '{name}'; it has {string.Join(", ", containers.Select(container => container["name"]?.AsText))}.");
    }

    static PropertyValue Definitions(Subject of, string arn, PropertyMap task)
    {
        try
        {
            return JsonCodec.Parse(task["containerDefinitions"]?.AsText ?? "[]");
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new EngineException($"The containerDefinitions of {arn}, which {of.Urn} names, are no JSON ({e.Message.TrimEnd('.')}).", inner: e);
        }
    }

    async Task SteadyAsync(Subject of, Workload workload, WorkloadStatus? before, PropertyMap outputs, CancellationToken ct)
    {
        var (time, limit) = (host.Options.Time, of.Timeout ?? host.Options.SteadyStateTimeout);
        var breaks = outputs["deploymentCircuitBreaker"]?.AsMap["enable"]?.AsBool == true;
        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var world = await host.World(ct);
        WorkloadStatus? status = null;
        long? failing = null;
        try
        {
            for (; ; await Task.Delay(look, time, either.Token))
            {
                status = await world.FindWorkloadAsync(workload.Id, either.Token);
                if (status is { IsSteady: true }) return;
                if (status?.LastFailure is { } failure && failure != before?.LastFailure) failing ??= time.GetTimestamp();
                if (breaks && failing is { } since && time.GetElapsedTime(since) > host.Options.CircuitBreakerPatience)
                    throw Unsteady(workload, status, outputs, $"within {host.Options.CircuitBreakerPatience.TotalSeconds:0.#} s after its first failure, and its circuit breaker opened", null);
            }
        }
        catch (OperationCanceledException e)
        {
            throw Unsteady(workload, status, outputs, ct.IsCancellationRequested ? "before it was cancelled" : $"within {limit.TotalSeconds:0.#} s", e);
        }
    }

    static PartialFailureException Unsteady(Workload workload, WorkloadStatus? status, PropertyMap outputs, string when, Exception? inner)
    {
        var healthy = status?.Targets.Count(target => target.State == TargetState.Healthy) ?? 0;
        var why = status?.LastFailure ?? status?.Targets.FirstOrDefault(target => target.State != TargetState.Healthy)?.Reason ?? "nothing was said about why";
        return new PartialFailureException(workload.Id, outputs, $"The service did not become steady {when}: {healthy} of {workload.Replicas} replicas are healthy; {why}", inner);
    }
}
