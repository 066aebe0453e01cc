using System.Collections;
using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Tests.Support;
using Pulumi.Testing;

namespace Infra.Tests.Stacks;

public sealed class KubernetesStackTests
{
    const string Deployment = "kubernetes:apps/v1:Deployment";
    const string Route = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";
    const string Policy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

    [Fact]
    public async Task The_namespace_starts_only_restricted_pods_and_denies_all_that_is_not_declared()
    {
        var network = await StackRun.OfAsync("cluster.network", Given.ClusterCatalog, Given.Stacks());

        var labels = (ImmutableDictionary<string, object>)network.One("kubernetes:core/v1:Namespace").At("metadata.labels")!;
        Assert.Equal(("restricted", "shop", "cluster"), (labels["pod-security.kubernetes.io/enforce"], labels["app.kubernetes.io/part-of"], labels["infra/stage"]));
        var deny = network.One(Policy);
        Assert.Empty((IDictionary)deny.At("spec.podSelector")!);
        Assert.Equal(("Ingress", "Egress", null), (deny.Text("spec.policyTypes.0"), deny.Text("spec.policyTypes.1"), deny.At("spec.ingress")));
    }

    [Fact]
    public async Task The_Gateway_lets_users_in_by_one_listener_and_testers_by_another()
    {
        var network = await StackRun.OfAsync("cluster.network", Given.ClusterCatalog, Given.Stacks());

        var gateway = network.One("kubernetes:gateway.networking.k8s.io/v1:Gateway");
        Assert.Equal(("sandbox", "production", 8080d, "test", 8081d),
            (gateway.Text("spec.gatewayClassName"), gateway.Text("spec.listeners.0.name"), gateway.At("spec.listeners.0.port"), gateway.Text("spec.listeners.1.name"), gateway.At("spec.listeners.1.port")));
        Assert.Equal(Some.ClusterDoor, Door.FromJson((string)network.Outputs[StackOutputs.Network.Doors]!)["web"]);
    }

    [Fact]
    public async Task A_pod_writes_to_its_temporary_folder_alone_and_knows_no_token()
    {
        const string Pod = "spec.template.spec";
        var deployment = (await RunAsync()).One(Deployment);

        Assert.Equal((true, false), (deployment.At($"{Pod}.containers.0.securityContext.readOnlyRootFilesystem"), deployment.At($"{Pod}.automountServiceAccountToken")));
        Assert.Equal(["emptyDir", "name"], ((ImmutableDictionary<string, object>)deployment.At($"{Pod}.volumes.0")!).Keys.Order());
    }

    [Fact]
    public async Task A_pod_runs_its_artefact_by_digest_within_limits_and_is_asked_whether_it_is_ready()
    {
        const string Container = "spec.template.spec.containers.0";
        var deployment = (await RunAsync()).One(Deployment);

        Assert.Equal($"shop/web@{Given.Digest}", deployment.Text($"{Container}.image"));
        Assert.Equal(("250m", "512Mi"), (deployment.Text($"{Container}.resources.limits.cpu"), deployment.Text($"{Container}.resources.limits.memory")));
        Assert.Equal(("/healthz", "http"), (deployment.Text($"{Container}.readinessProbe.httpGet.path"), deployment.Text($"{Container}.readinessProbe.httpGet.port")));
        Assert.Equal(("web-db", "password"), (deployment.Text($"{Container}.env.0.valueFrom.secretKeyRef.name"), deployment.Text($"{Container}.env.0.valueFrom.secretKeyRef.key")));
    }

    [Fact]
    public async Task A_leaving_pod_outlives_the_requests_that_it_still_gets()
    {
        var deployment = (await RunAsync()).One(Deployment);

        Assert.Equal((20d, 50d), (deployment.At("spec.template.spec.containers.0.lifecycle.preStop.sleep.seconds"), deployment.At("spec.template.spec.terminationGracePeriodSeconds")));
    }

    [Fact]
    public async Task Its_settings_are_named_by_their_content_and_never_change()
    {
        var (one, other) = (await RunAsync(), await RunAsync(catalog: Given.ClusterCatalog.Replace("hello", "good day", StringComparison.Ordinal)));

        var (settings, changed) = (one.One("kubernetes:core/v1:ConfigMap"), other.One("kubernetes:core/v1:ConfigMap"));
        Assert.Equal((true, "hello"), (settings.At("immutable"), settings.Text("data.GREETING")));
        Assert.NotEqual(settings.Text("metadata.name"), changed.Text("metadata.name"));
        Assert.Equal(settings.Text("metadata.name"), one.One(Deployment).Text("spec.template.spec.containers.0.envFrom.0.configMapRef.name"));
    }

    [Fact]
    public async Task Autoscaling_keeps_as_many_as_the_catalog_says_and_owns_the_count()
    {
        var environment = await RunAsync();

        var autoscaler = environment.One("kubernetes:autoscaling/v2:HorizontalPodAutoscaler");
        Assert.Equal((2d, 4d, environment.One(Deployment).Text("metadata.name")), (autoscaler.At("spec.minReplicas"), autoscaler.At("spec.maxReplicas"), autoscaler.Text("spec.scaleTargetRef.name")));
        Assert.Equal(1d, environment.One("kubernetes:policy/v1:PodDisruptionBudget").At("spec.maxUnavailable"));
    }

    [Fact]
    public async Task Testers_reach_it_by_a_header_and_users_do_not()
    {
        var route = (await RunAsync()).One(Route);

        Assert.Equal(("shop", "test"), (route.Text("spec.parentRefs.0.name"), route.Text("spec.parentRefs.0.sectionName")));
        Assert.Equal((StackOutputs.TestHeader, "web-blue"), (route.Text("spec.rules.0.matches.0.headers.0.name"), route.Text("spec.rules.0.matches.0.headers.0.value")));
    }

    [Fact]
    public async Task It_may_ask_name_servers_https_and_the_doors_of_what_it_depends_on()
    {
        var ports = ((IEnumerable<object>)(await RunAsync()).One(Policy).At("spec.egress")!).Cast<ImmutableDictionary<string, object>>()
            .SelectMany(rule => ((IEnumerable<object>)rule["ports"]).Cast<ImmutableDictionary<string, object>>().Select(port => port["port"]));

        Assert.Equal([53d, 53d, 8080d, 443d], ports);
    }

    [Fact]
    public async Task Another_release_shares_no_name_with_this_one()
    {
        var (one, other) = (await RunAsync(), await RunAsync(Given.Release("v2")));

        Assert.Empty(Names(one).Intersect(Names(other)));

        static IEnumerable<string> Names(StackRun run) => run.Declared.Select(resource => resource.Text("metadata.name")).OfType<string>();
    }

    [Fact]
    public async Task Both_attached_sides_get_their_shares()
    {
        var split = TrafficSplit.Nobody with { Serving = Colour.Blue, Blue = new(true, Weight.Percent(95)), Green = new(true, Weight.Percent(5)), JournalHead = "abc" };
        var traffic = await StackRun.OfAsync("cluster.web.traffic", Given.ClusterCatalog, Given.Stacks(
            ("cluster.web.traffic", Given.Traffic("blue", "f-blue", split.ToJson())),
            ("cluster.web.blue", Given.Environment(Given.Release(), "f-blue", "shop-cluster/web-blue-1")),
            ("cluster.web.green", Given.Environment(Given.Release("v2"), "f-green", "shop-cluster/web-green-2"))));

        var route = traffic.One(Route);
        Assert.Equal(("web", "shop-cluster", "production"), (route.Text("metadata.name"), route.Text("metadata.namespace"), route.Text("spec.parentRefs.0.sectionName")));
        Assert.Equal(("PathPrefix", "/"), (route.Text("spec.rules.0.matches.0.path.type"), route.Text("spec.rules.0.matches.0.path.value")));
        Assert.Equal(("web-blue-1", 95d, "web-green-2", 5d), (Backend(route, 0, "name"), Backend(route, 0, "weight"), Backend(route, 1, "name"), Backend(route, 1, "weight")));
        Assert.Equal("shop-cluster/web", traffic.Outputs[StackOutputs.Traffic.Rule]);

        static object? Backend(MockResourceArgs route, int at, string member) => route.At($"spec.rules.0.backendRefs.{at}.{member}");
    }

    [Fact]
    public async Task A_side_that_gets_copies_gets_them_by_a_filter()
    {
        var split = TrafficSplit.Nobody with { Serving = Colour.Blue, Blue = new(true, Weight.All), Green = new(true, Weight.Zero), Mirror = new(Colour.Green, Weight.Percent(10)) };
        var traffic = await StackRun.OfAsync("cluster.web.traffic", Given.ClusterCatalog, Given.Stacks(
            ("cluster.web.traffic", Given.Traffic("blue", "f-blue", split.ToJson())),
            ("cluster.web.blue", Given.Environment(Given.Release(), "f-blue", "shop-cluster/web-blue-1")),
            ("cluster.web.green", Given.Environment(Given.Release("v2"), "f-green", "shop-cluster/web-green-2"))));

        const string Filter = "spec.rules.0.filters.0";
        Assert.Equal(("RequestMirror", "web-green-2", 80d, 10d), (
            traffic.One(Route).Text($"{Filter}.type"),
            traffic.One(Route).Text($"{Filter}.requestMirror.backendRef.name"),
            traffic.One(Route).At($"{Filter}.requestMirror.backendRef.port"),
            traffic.One(Route).At($"{Filter}.requestMirror.percent")));
        Assert.Equal(split.ToJson(), traffic.Outputs[StackOutputs.Traffic.Split]);
    }

    static Task<StackRun> RunAsync(Release? release = null, string catalog = Given.ClusterCatalog) => StackRun.OfAsync("cluster.web.blue", catalog, Given.Stacks(
        ("cluster.web.blue", Given.Environment(release ?? Given.Release())),
        ("cluster.web.traffic", Given.Traffic("none", ""))));
}
