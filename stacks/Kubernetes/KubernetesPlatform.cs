using Infra.Catalog;
using Infra.Stacks.Environment;
using Infra.Stacks.Platforms;
using Pulumi;
using Pulumi.Kubernetes.Autoscaling.V2;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Policy.V1;
using Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;
using Service = Pulumi.Kubernetes.Core.V1.Service;

namespace Infra.Stacks.Kubernetes;

/// <summary>Pods of a Deployment, behind a Service of their own that the test listener's route knows and users' do not yet.</summary>
internal sealed class KubernetesPlatform : IPlatform
{
    public const int ServicePort = 80;

    const int Growth = 2;
    const int BusyPercent = 60;

    public PlatformKind Kind => PlatformKind.Kubernetes;

    public IGround Ground => KubernetesGround.Instance;

    public Running Declare(EnvironmentSpec spec, ComponentResource parent)
    {
        var (network, child) = ((KubernetesNetworkOutputs)spec.Network, new CustomResourceOptions { Parent = parent });
        var (name, labels, selector) = (spec.Name, Labels.Of(spec), Labels.Selector(spec));
        ObjectMetaArgs Named(string called) => new() { Name = called, Namespace = network.Namespace, Labels = labels };

        var settings = new ConfigMap(name, new() { Metadata = Named(Settings.NameOf(spec)), Immutable = true, Data = Settings.Of(spec) }, child);
        var account = new ServiceAccount(name, new() { Metadata = Named(name), AutomountServiceAccountToken = false }, child);
        _ = Walls.Declare(spec, Named(name), child);
        var deployment = new Deployment(name, new()
        {
            Metadata = Named(name),
            Spec = Pods.Deployed(spec, labels, selector, settings.Metadata.Apply(metadata => metadata.Name), account.Metadata.Apply(metadata => metadata.Name)),
        }, new()
        {
            Parent = parent,
            // Autoscaling owns the count once the pods run.
            IgnoreChanges = { "spec.replicas" },
            CustomTimeouts = new() { Create = spec.Ready, Update = spec.Ready },
        });
        Keep(spec, Named, selector, child);
        var service = new Service(name, new()
        {
            Metadata = Named(name),
            Spec = new ServiceSpecArgs { Selector = selector, Ports = { new ServicePortArgs { Name = "http", Port = ServicePort, TargetPort = Pods.PortName } } },
        }, new() { Parent = parent, DependsOn = { deployment } });
        if (network.Gateway is { } gateway) _ = TestRoute(spec, gateway, Named(name), service, child);
        return new(Path(service.Metadata), Path(deployment.Metadata));
    }

    /// <summary>As many as it started with at least, more while they are busy, and one at a time when nodes are emptied.</summary>
    static void Keep(EnvironmentSpec spec, Func<string, ObjectMetaArgs> named, Dictionary<string, string> selector, CustomResourceOptions child)
    {
        _ = new HorizontalPodAutoscaler(spec.Name, new()
        {
            Metadata = named(spec.Name),
            Spec = new HorizontalPodAutoscalerSpecArgs
            {
                ScaleTargetRef = new CrossVersionObjectReferenceArgs { ApiVersion = "apps/v1", Kind = "Deployment", Name = spec.Name },
                MinReplicas = spec.Replicas,
                MaxReplicas = spec.Replicas * Growth,
                Metrics =
                {
                    new MetricSpecArgs
                    {
                        Type = "Resource",
                        Resource = new ResourceMetricSourceArgs { Name = "cpu", Target = new MetricTargetArgs { Type = "Utilization", AverageUtilization = BusyPercent } },
                    },
                },
            },
        }, child);
        _ = new PodDisruptionBudget(spec.Name, new()
        {
            Metadata = named(spec.Name),
            Spec = new PodDisruptionBudgetSpecArgs { MaxUnavailable = 1, Selector = new LabelSelectorArgs { MatchLabels = selector } },
        }, child);
    }

    static HttpRoute TestRoute(EnvironmentSpec spec, string gateway, ObjectMetaArgs metadata, Service service, CustomResourceOptions child) => new(spec.Name, new()
    {
        Metadata = metadata,
        Spec = new HttpRouteSpecArgs
        {
            ParentRefs = { new ParentReferenceArgs { Name = gateway, SectionName = GatewayListeners.Test } },
            Rules =
            {
                new HttpRouteRuleArgs
                {
                    Matches = { new HttpRouteMatchArgs { Headers = { new HttpHeaderMatchArgs { Name = StackOutputs.TestHeader, Value = spec.TestHeaderValue } } } },
                    BackendRefs = { new HttpBackendRefArgs { Name = service.Metadata.Apply(named => named.Name), Port = ServicePort } },
                },
            },
        },
    }, child);

    static Output<string> Path(Output<Pulumi.Kubernetes.Types.Outputs.Meta.V1.ObjectMeta> metadata) => metadata.Apply(known => $"{known.Namespace}/{known.Name}");
}
