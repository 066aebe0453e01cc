using System.Collections.Immutable;
using Infra.Policies.Rules;
using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Host;
using Infra.Tests.Stacks;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

/// <summary>Our own stacks before our own pack: they keep every rule, and each rule bites when one of them is spoilt.</summary>
public sealed class OwnStacksTests
{
    const string Network = "local.network";
    const string Environment = "local.web.blue";
    const string Traffic = "local.web.traffic";

    // A sandbox has no certificates, and ECS knows secrets as variables alone; what updates leave alone mocks don't tell.
    static readonly string[] advised = ["gateway-listener-tls", "pod-secrets-as-files", "autoscaler-owns-replicas", "scaling-not-fought",
        // What a team decides for its own accounts: where access and flow logs go, which firewall and keys it has, how long it keeps logs, whether its program writes files.
        "balancer-logged", "vpc-flow-logged", "balancer-behind-firewall", "balancer-deletion-protected", "task-read-only", "data-under-own-key", "logs-kept-a-year"];

    static readonly Analyzer analyzer = Kit.Serving(new Pack("infra", "1.0.0", "", AllRules.List));

    [Theory]
    [InlineData(Network)]
    [InlineData(Environment)]
    [InlineData(Traffic)]
    [InlineData("fleet.network")]
    [InlineData("fleet.web.blue")]
    [InlineData("cluster.network")]
    [InlineData("cluster.web.blue")]
    [InlineData("cluster.web.traffic")]
    public async Task A_stack_keeps_every_rule(string stack)
    {
        var declared = await DeclaredAsync(stack, CatalogOf(stack));

        Assert.NotEmpty(declared);
        Assert.Empty(Diagnostics(declared).Where(diagnostic => diagnostic.EnforcementLevel == EnforcementLevel.Mandatory || !advised.Contains(diagnostic.PolicyName)).Select(diagnostic => diagnostic.Message));
    }

    [Theory]
    [InlineData(Environment, Tokens.Environment, "image", "shop/web:v1", "artefact-by-digest")]
    [InlineData(Environment, Tokens.TaskDefinition, "containerDefinitions", "[{\"name\":\"web\",\"image\":\"shop/web:v1\",\"logConfiguration\":{\"logDriver\":\"awslogs\"}}]", "artefact-by-digest")]
    [InlineData(Environment, Tokens.Environment, "serves", true, "serving-environment-unchanged")]
    [InlineData(Environment, "aws:lb/targetGroup:TargetGroup", "healthCheck", null, "health-check-present")]
    [InlineData(Environment, "aws:lb/targetGroup:TargetGroup", "deregistrationDelay", null, "deregistration-delay")]
    [InlineData(Environment, "aws:lb/targetGroup:TargetGroup", "deregistrationDelay", 60, "drains-before-stop")]
    [InlineData(Environment, Tokens.EcsService, "networkConfiguration", "public", "nothing-open-to-the-world")]
    [InlineData(Network, Tokens.IngressRule, "toPort", 9999, "nothing-open-to-the-world")]
    [InlineData(Network, "aws:lb/listener:Listener", "port", 9999, "open-only-at-the-balancer")]
    [InlineData(Traffic, Tokens.Traffic, "greenRelease", "none", "shares-complete")]
    [InlineData(Traffic, Tokens.Traffic, "greenWeight", 6, "shares-complete")]
    [InlineData(Traffic, Tokens.LogGroup, "retentionInDays", null, "logs-kept")]
    [InlineData(Network, "pulumi:providers:aws", "defaultTags", null, "required-tags")]
    [InlineData(Environment, Tokens.Environment, "release", "v9", "telemetry-tells-the-release")]
    [InlineData(Environment, Tokens.Environment, "fingerprint", "0000000", "environment-name-tells-release")]
    [InlineData(Environment, Tokens.EcsService, "forceNewDeployment", true, "service-not-restarted")]
    [InlineData("cluster.network", "kubernetes:networking.k8s.io/v1:NetworkPolicy", "spec", null, "namespace-default-deny")]
    [InlineData("cluster.web.blue", "kubernetes:policy/v1:PodDisruptionBudget", "spec", null, "deployment-has-budget")]
    public async Task A_spoilt_stack_is_told_which_rule_it_breaks(string stack, string type, string property, object? value, string rule)
    {
        var declared = (await DeclaredAsync(stack, CatalogOf(stack))).Select(resource => resource.Type == type ? Spoilt(resource, property, value) : resource).ToList();

        Assert.Contains(rule, Diagnostics(declared).Select(diagnostic => diagnostic.PolicyName));
    }

    [Fact]
    public async Task A_secret_in_the_environment_is_told_by_the_component_and_by_the_task()
    {
        var declared = await DeclaredAsync(Environment, Given.Catalog.Replace("GREETING: hello", "DATABASE_URL: \"postgres://shop:hunter2@db/shop\"", StringComparison.Ordinal));

        var told = Diagnostics(declared).Where(diagnostic => diagnostic.PolicyName == "no-plain-secrets").ToList();

        Assert.Equal(2, told.Count);
        Assert.All(told, diagnostic => Assert.DoesNotContain("hunter2", diagnostic.Message));
    }

    static string CatalogOf(string stack) => stack.StartsWith("cluster", StringComparison.Ordinal) ? Given.ClusterCatalog : Given.Catalog;

    static async Task<IReadOnlyList<Declared>> DeclaredAsync(string stack, string catalog = Given.Catalog)
    {
        var run = await StackRun.OfAsync(stack, catalog, Given.Stacks(
            ("local.web.blue", Given.Environment(Given.Release())),
            ("fleet.web.blue", Given.Environment(Given.Release() with { Digest = "ami-0123456789abcdef0" })),
            ("cluster.web.blue", Given.Environment(Given.Release(), targets: "shop-cluster/web-blue")),
            ("cluster.web.green", Given.Environment(Given.Release("v2"), targets: "shop-cluster/web-green")),
            ("cluster.web.traffic", Given.Traffic("none", "", """{"serving":"blue","blue":{"attached":true,"weight":95},"green":{"attached":true,"weight":5},"journalHead":""}""")),
            ("local.web.green", Given.Environment(Given.Release("v2"))),
            ("local.web.traffic", Given.Traffic("none", "", """{"serving":"blue","blue":{"attached":true,"weight":95},"green":{"attached":true,"weight":5},"journalHead":""}"""))));
        return [.. run.Declared.Select(resource => new Declared(resource.Type!, resource.Name!, resource.Inputs))];
    }

    static Declared Spoilt(Declared resource, string property, object? value) =>
        resource with { Inputs = value is null ? resource.Inputs.Remove(property) : resource.Inputs.SetItem(property, value is "public" ? new { assignPublicIp = true } : value) };

    static IEnumerable<AnalyzeDiagnostic> Diagnostics(IReadOnlyList<Declared> declared)
    {
        var provider = declared.Single(resource => resource.Type is "pulumi:providers:aws" or "pulumi:providers:kubernetes").Inputs;
        return declared.Select(resource => analyzer.Analyze(Request(resource, provider)))
            .Append(analyzer.Analyze(new AnalyzeStackRequest { Resources = { declared.Select(State) } }))
            .SelectMany(answer => answer.Diagnostics);
    }

    static AnalyzeRequest Request(Declared resource, object provider)
    {
        var request = Some(resource.Type, resource.Inputs, provider);
        request.Name = resource.Name;
        return request;
    }

    static AnalyzerResource State(Declared resource) =>
        Member(resource.Type, resource.Name, resource.Inputs.SetItem("id", $"id-{resource.Name}").SetItem("arn", $"arn:{resource.Name}"));

    sealed record Declared(string Type, string Name, ImmutableDictionary<string, object> Inputs);
}
