using System.Collections.Immutable;
using Infra.Catalog.Rollouts;

namespace Infra.Catalog.Reading;

/// <summary>Whether each stage has what the platforms of its services need.</summary>
internal static class Grounds
{
    internal static void Check(ServiceCatalog catalog, ImmutableArray<YamlNode.Entry> services, ImmutableArray<YamlNode.Entry> stages, Problems problems)
    {
        foreach (var (stage, entry) in catalog.Stages.Zip(stages))
        {
            if (Complaint(catalog, stage) is { } complaint)
                problems.Add(entry.At, $"stage {stage.Name}: {complaint}");
            foreach (var (service, at) in catalog.Services.Zip(services))
            {
                foreach (var wrong in Complaints(service.In(stage), service.PlatformIn(stage)).Concat(WithoutGateway(catalog, stage, service)))
                    problems.Add(at.At, $"service {service.Name} runs on {service.PlatformIn(stage).Word} in stage {stage.Name} and {wrong}");
            }
        }
    }

    private static string? Complaint(ServiceCatalog catalog, Stage stage)
    {
        var aws = catalog.Services.FirstOrDefault(service => service.PlatformIn(stage).IsAws);
        var kubernetes = catalog.Services.FirstOrDefault(service => service.PlatformIn(stage) == PlatformKind.Kubernetes);
        if (stage.Engine == EngineKind.Sandbox)
            return aws is not null && kubernetes is not null && stage.Cluster is { } own && Both(stage.Listen, own.Listen) is { } port
                ? $"{aws.Name} comes in by a load balancer and {kubernetes.Name} by a Gateway, and both would listen on port {port} of this machine; give the cluster ports of its own: `cluster: {{ listen: {{ production: 8082, test: 8083 }} }}`"
                : null;
        return aws is not null && !stage.HasAccount && !stage.Platform.IsAws ? $"{aws.Name} runs on {aws.PlatformIn(stage).Word} there; add account and region"
            : kubernetes is null ? null
            : stage.Cluster is null ? $"{kubernetes.Name} runs on kubernetes there; add `cluster: {{ context: prod-eu, gatewayClass: eg }}`"
            : stage.Registry is null && !stage.HasAccount ? $"{kubernetes.Name} runs on kubernetes there, and nobody says where its image comes from; add `registry: ghcr.io/acme`, or the account whose registry has it"
            : null;
    }

    /// <summary>A Service has an address of its own and sends all to one side: nobody shares out, and nobody looks at hosts and paths.</summary>
    private static IEnumerable<string> WithoutGateway(ServiceCatalog catalog, Stage stage, Service service)
    {
        if (!service.HasNoGatewayIn(stage))
        {
            foreach (var asked in catalog.Services.Where(asked => service.DependsOn.Contains(asked.Name) && asked.HasNoGatewayIn(stage) && service.PlatformIn(stage).IsAws))
                yield return $"asks {asked.Name}, which comes in by a Service that only the cluster knows by name; run both in the cluster, or give the cluster a gatewayClass";
            yield break;
        }

        const string without = "comes in without a Gateway (gatewayClass: none)";
        if (service.Rollout.Strategy == Strategy.Canary)
            yield return $"{without}, so nobody can give a canary its share; say `strategy: blueGreen`, or give the cluster a gatewayClass";
        if (Mirrors(service))
            yield return $"{without}, so nobody can mirror its requests; take the step mirror out of its rollout, or give the cluster a gatewayClass";
        if (stage.Engine == EngineKind.Sandbox && catalog.Services.FirstOrDefault(other => other.HasNoGatewayIn(stage)) is { } first && first.Name != service.Name)
            yield return $"{without}, as {first.Name} does, and in the sandbox both would listen on port {stage.Cluster?.Listen.Production} of this machine; leave one of them, or give the cluster a gatewayClass";
    }

    private static bool Mirrors(Service service) => service.Rollout.Steps.Any(step => step is RolloutStep.Mirror);

    private static int? Both(ListenPorts one, ListenPorts other) =>
        new[] { one.Production, one.Test }.Intersect([other.Production, other.Test]).Select(port => (int?)port).FirstOrDefault();

    private static IEnumerable<string> Complaints(Service service, PlatformKind platform)
    {
        if (platform == PlatformKind.AwsAsg && service.Instance is null)
            yield return "names no instance type; add `instance: t4g.small`";
        if (platform.IsAws && Mirrors(service))
            yield return "mirrors requests, which a load balancer can't; take the step mirror out of its rollout, or run it on kubernetes";
        if (platform == PlatformKind.Kubernetes && service.Stickiness is not null)
            yield return "keeps users with their side (stickiness), which an HTTPRoute can't; take stickiness out, or run it on aws-ecs or aws-asg";
        if (platform == PlatformKind.Kubernetes && !Forms.Prefix().IsMatch(service.Route.Path))
            yield return $"takes {service.Route.Path}, which a Gateway can't tell; write a path, or a path and /* for all below it";
        foreach (var (variable, from) in service.Secrets.Where(secret => Forms.SecretArn().IsMatch(secret.Value) != platform.IsAws))
            yield return $"its secret {variable} is {from}; there it is {(platform.IsAws ? "the ARN of a secret or parameter" : "NAME/KEY of a Secret in the namespace")}";
    }
}
