using Infra.Catalog;
using Infra.Stacks.Traffic;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Service = Pulumi.Kubernetes.Core.V1.Service;

namespace Infra.Stacks.Kubernetes;

/// <summary>The way in to one service where there is no Gateway: a Service that selects the pods of the side that serves.</summary>
internal static class FrontDoor
{
    /// <summary>Those who prove a side before it has users ask its own Service.</summary>
    public static Door Of(string space, string service, int port) => new()
    {
        ProductionListener = $"{space}/{service}",
        TestListener = "",
        ProductionUrl = $"http://{service}.{space}:{port}",
        TestUrl = "",
    };

    /// <exception cref="BadInputException">A share is neither all nor nothing.</exception>
    public static Output<string> Declare(TrafficSpec spec, ComponentResource parent)
    {
        var cluster = spec.Stage.Cluster!;
        spec.RefuseMirror("without a Gateway nobody can mirror");
        if (spec.Sides.Select(side => FrontService.Complaint(side.Colour, side.Share.Weight)).FirstOrDefault(complaint => complaint is not null) is { } complaint)
            throw new BadInputException($"{StackNames.Traffic(spec.Stage.Name, spec.Service)}: {complaint}");
        var attached = spec.Sides.Where(side => side.Share.Attached).Select(side => (Name: side.Targets.Split('/')[1], side.Share.Weight)).ToList();
        var serving = attached.Where(side => side.Weight == Weight.All).Select(side => side.Name).FirstOrDefault(FrontService.Nobody);
        return new Service(spec.Service, new()
        {
            Metadata = new ObjectMetaArgs
            {
                Name = spec.Service,
                Namespace = cluster.Namespace,
                Labels = Labels.Of(spec.Tags),
                Annotations = { [FrontService.Sides] = string.Join(' ', attached.Select(side => side.Name)) },
            },
            Spec = new ServiceSpecArgs
            {
                Type = "LoadBalancer",
                Selector = { [FrontService.Label] = serving },
                Ports = { new ServicePortArgs { Name = Pods.PortName, Port = cluster.Listen.Production, TargetPort = Pods.PortName } },
            },
        }, new() { Parent = parent }).Metadata.Apply(metadata => $"{metadata.Namespace}/{metadata.Name}");
    }
}
