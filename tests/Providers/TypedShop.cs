using Pulumi;
using Pulumi.Automation;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Autoscaling.V2;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Policy.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;

namespace Infra.Tests.Providers;

/// <summary>The program of tests/node/scenarios/kubernetes_typed.js, written against our typed package.</summary>
static class TypedShop
{
    public const string Image = "shop/web:1";

    public static PulumiFn Program(string image = Image, string app = "web") => PulumiFn.Create(() =>
    {
        var space = new Namespace("shop", new() { Metadata = new ObjectMetaArgs { Name = "shop", Labels = { { "team", "web" } } } });
        ObjectMetaArgs Named(string name) => new() { Name = name, Namespace = space.Metadata.Apply(metadata => metadata.Name) };
        LabelSelectorArgs selector = new() { MatchLabels = { { "app", app } } };

        _ = new ConfigMap("settings", new() { Metadata = Named("settings"), Data = { { "GREETING", "hello" } } });
        _ = new Secret("token", new() { Metadata = Named("token"), StringData = { { "token", "hush" } } });
        _ = new ServiceAccount("account", new() { Metadata = Named("account"), AutomountServiceAccountToken = false });
        var web = new Deployment("web", new() { Metadata = Named("web"), Spec = Spec(image, app, selector) });
        var front = new Service("front", new()
        {
            Metadata = Named("front"),
            Spec = new ServiceSpecArgs
            {
                Type = ServiceSpecType.ClusterIP,
                Selector = { { "app", app } },
                Ports = { new ServicePortArgs { Name = "http", Port = 80, TargetPort = "http" }, new ServicePortArgs { Name = "probe", Port = 81, TargetPort = 8081 } },
            },
        });
        Around(Named, selector);
        return new Dictionary<string, object?>
        {
            ["replicas"] = web.Spec.Apply(spec => spec.Replicas),
            ["surge"] = web.Spec.Apply(spec => spec.Strategy.RollingUpdate.MaxSurge.AsT0),
            ["unavailable"] = web.Spec.Apply(spec => spec.Strategy.RollingUpdate.MaxUnavailable.AsT1),
            ["port"] = web.Spec.Apply(spec => spec.Template.Spec.Containers[0].Ports[0].ContainerPortValue),
            ["kind"] = web.Kind,
            ["type"] = front.Spec.Apply(spec => spec.Type),
        };
    });

    static DeploymentSpecArgs Spec(string image, string app, LabelSelectorArgs selector) => new()
    {
        Replicas = 2,
        Selector = selector,
        Strategy = new DeploymentStrategyArgs { Type = "RollingUpdate", RollingUpdate = new RollingUpdateDeploymentArgs { MaxSurge = 1, MaxUnavailable = "25%" } },
        Template = new PodTemplateSpecArgs
        {
            Metadata = new ObjectMetaArgs { Labels = { { "app", app } } },
            Spec = new PodSpecArgs
            {
                ServiceAccountName = "account",
                TerminationGracePeriodSeconds = 30,
                Containers =
                {
                    new ContainerArgs
                    {
                        Name = "web",
                        Image = image,
                        Ports = { new ContainerPortArgs { Name = "http", ContainerPortValue = 8080 } },
                        EnvFrom = { new EnvFromSourceArgs { ConfigMapRef = new ConfigMapEnvSourceArgs { Name = "settings" } } },
                        Resources = new ResourceRequirementsArgs { Requests = { { "cpu", "250m" }, { "memory", "128Mi" } }, Limits = { { "memory", "256Mi" } } },
                        ReadinessProbe = new ProbeArgs { HttpGet = new HTTPGetActionArgs { Path = "/healthz", Port = "http" }, PeriodSeconds = 5 },
                        LivenessProbe = new ProbeArgs { TcpSocket = new TCPSocketActionArgs { Port = 8080 }, FailureThreshold = 3 },
                    },
                },
            },
        },
    };

    static void Around(Func<string, ObjectMetaArgs> named, LabelSelectorArgs selector)
    {
        _ = new HorizontalPodAutoscaler("scale", new()
        {
            Metadata = named("scale"),
            Spec = new HorizontalPodAutoscalerSpecArgs
            {
                ScaleTargetRef = new CrossVersionObjectReferenceArgs { ApiVersion = "apps/v1", Kind = "Deployment", Name = "web" },
                MinReplicas = 2,
                MaxReplicas = 6,
                Metrics = { new MetricSpecArgs { Type = "Resource", Resource = new ResourceMetricSourceArgs { Name = "cpu", Target = new MetricTargetArgs { Type = "Utilization", AverageUtilization = 70 } } } },
            },
        });
        _ = new PodDisruptionBudget("budget", new() { Metadata = named("budget"), Spec = new PodDisruptionBudgetSpecArgs { MinAvailable = "50%", Selector = selector } });
        _ = new NetworkPolicy("wall", new()
        {
            Metadata = named("wall"),
            Spec = new NetworkPolicySpecArgs
            {
                PodSelector = selector,
                PolicyTypes = { "Ingress" },
                Ingress = { new NetworkPolicyIngressRuleArgs { From = { new NetworkPolicyPeerArgs { PodSelector = new LabelSelectorArgs() } }, Ports = { new NetworkPolicyPortArgs { Port = 8080, Protocol = "TCP" } } } },
            },
        });
        _ = new HttpRoute("route", new()
        {
            Metadata = named("route"),
            Spec = new HttpRouteSpecArgs
            {
                ParentRefs = { new HttpParentRefArgs { Name = "edge" } },
                Rules = { new HttpRuleArgs { BackendRefs = { new HttpBackendRefArgs { Name = "front", Port = 80, Weight = 90 }, new HttpBackendRefArgs { Name = "front-green", Port = 80, Weight = 10 } } } },
            },
        });
    }
}
