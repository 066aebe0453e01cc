using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Tests.Architecture;
using Infra.Tests.Definitions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Infra.Tests.Stacks;

/// <summary>All that our stacks register, as it goes over the wire, before what is known of the official providers: they use nothing that only the sandbox has.</summary>
public sealed class OfficialTests
{
    const string Route = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";
    const string Gateway = "kubernetes:gateway.networking.k8s.io/v1:Gateway";
    const string TargetGroup = "aws:lb/targetGroup:TargetGroup";
    const string Deployment = "kubernetes:apps/v1:Deployment";
    const string Container = "spec.template.spec.containers.0";

    [Fact]
    public async Task Every_registration_is_one_that_the_official_providers_take()
    {
        using var official = new Official();

        Assert.Empty((await EveryStack.DeclaredAsync()).SelectMany(resource => official.Faults(resource.Type!, resource.Whole())));
    }

    [Fact]
    public async Task Every_registration_is_one_that_the_sandbox_takes() => Assert.Empty(
        from resource in await EveryStack.DeclaredAsync()
        let package = resource.Type!.Contains("kubernetes", StringComparison.Ordinal) ? Package.Kubernetes : Package.Aws
        let definition = package.Resources[resource.Type!]
        where !definition.IsProvider
        from failure in InputCheck.Of(package, definition.Inputs, WireCodec.Read(Struct.Parser.ParseJson(resource.Whole().ToJsonString())), isLenient: false)
        select $"{resource.Type} {failure}");

    [Fact]
    public async Task Every_resource_that_the_stacks_can_declare_is_among_them()
    {
        using var stacks = Assemblies.Read("Infra.Stacks");
        var tokens = Package.Aws.Resources.Values.Concat(Package.Kubernetes.Resources.Values).ToDictionary(resource => resource.CSharp, resource => resource.Token);
        var made = from type in stacks.MainModule.GetTypes()
                   from method in type.Methods.Where(method => method.HasBody)
                   from instruction in method.Body.Instructions
                   where instruction.OpCode == OpCodes.Newobj
                   let token = tokens.GetValueOrDefault(((MethodReference)instruction.Operand).DeclaringType.FullName)
                   where token is not null
                   select token;

        Assert.Equal(made.Append(Route).Append(Gateway).Distinct().Order(), (await EveryStack.DeclaredAsync()).Select(resource => resource.Type!).Distinct().Order());
    }

    [Theory]
    [InlineData(TargetGroup, "healthCheck.path", null, "colour", "blue", "aws:lb/targetGroup:TargetGroup.healthCheck.colour is unknown")]
    [InlineData(TargetGroup, "healthCheck.interval", null, "interval", "10s", "aws:lb/targetGroup:TargetGroup.healthCheck.interval is \"10s\", no integer")]
    [InlineData("aws:lb/listener:Listener", "defaultActions.0.type", null, "type", null, "aws:lb/listener:Listener.defaultActions[0].type is missing")]
    [InlineData("aws:lb/listener:Listener", "port", null, "proto", "HTTP", "aws:lb/listener:Listener.proto is unknown")]
    [InlineData("pulumi:providers:aws", "region", null, "allowedAccountIds", "[1]", "pulumi:providers:aws.allowedAccountIds[0] is 1, no string")]
    [InlineData(Deployment, $"{Container}.name", null, "imagePullPolicies", "Always", $"{Deployment}.spec.template.spec.containers[0].imagePullPolicies is unknown")]
    [InlineData(Deployment, $"{Container}.name", null, "name", null, $"{Deployment}.spec.template.spec.containers[0].name is missing")]
    [InlineData(Deployment, "metadata.name", "kind", "kind", "Deploy", $"{Deployment}.kind is Deploy, not Deployment")]
    [InlineData(Deployment, "metadata.name", null, "nameSpace", "shop", $"{Deployment}.metadata.nameSpace is unknown")]
    [InlineData("kubernetes:core/v1:Service", "spec.selector", null, "type", "Cluster", "kubernetes:core/v1:Service.spec.type is Cluster, which is no kubernetes:core/v1:ServiceSpecType")]
    [InlineData(Route, "metadata.name", null, "nameSpace", "shop", $"{Route}.metadata.nameSpace is unknown")]
    [InlineData(Route, "spec.rules.0.matches", null, "backends", "web", $"{Route}.spec.rules[0].backends is unknown")]
    [InlineData(Route, "spec.rules.0.matches.0.path.type", null, "type", "Prefix", $"{Route}.spec.rules[0].matches[0].path.type is Prefix, none of Exact, PathPrefix, RegularExpression")]
    [InlineData(Route, "spec.parentRefs.0.name", null, "name", null, $"{Route}.spec.parentRefs[0].name is missing")]
    [InlineData(Route, "spec.parentRefs.0.name", null, "name", "", $"{Route}.spec.parentRefs[0].name is 0, less than 1")]
    public async Task What_the_official_providers_do_not_take_is_found(string type, string beside, string? atTop, string member, string? value, string fault)
    {
        using var official = new Official();
        var resource = (await EveryStack.DeclaredAsync()).First(resource => resource.Type == type && resource.At(beside) is not null).Whole();
        var parent = atTop is not null ? resource : beside.Split('.')[..^1].Aggregate((JsonNode)resource, (at, part) => at is JsonArray list ? list[int.Parse(part)]! : at[part]!).AsObject();
        if (value is null) parent.Remove(member);
        else parent[member] = value;

        Assert.Contains(fault, official.Faults(type, resource));
    }

    [Fact]
    public void A_type_that_no_provider_has_is_found()
    {
        using var official = new Official();

        Assert.Equal(["aws:lb/balancer:Balancer is unknown"], official.Faults("aws:lb/balancer:Balancer", []));
    }

    sealed class Official : IDisposable
    {
        readonly ProviderSchema aws = ProviderSchema.Read("aws");
        readonly ProviderSchema kubernetes = ProviderSchema.Read("kubernetes");

        public IEnumerable<string> Faults(string type, JsonObject inputs) => type switch
        {
            Route => [.. CustomInputs.Faults(type, CustomSchema.OfRoute(), inputs), .. Metadata(type, inputs)],
            // Its resource definition is not among the facts: the sandbox's own says what its fields are.
            Gateway => Metadata(type, inputs),
            _ => new ProviderInputs(type.Contains("kubernetes", StringComparison.Ordinal) ? kubernetes : aws).Faults(type, inputs),
        };

        IEnumerable<string> Metadata(string type, JsonObject inputs) =>
            new ProviderInputs(kubernetes).FaultsOfPart($"{type}.metadata", "kubernetes:meta/v1:ObjectMeta", inputs["metadata"]!.AsObject());

        public void Dispose()
        {
            aws.Dispose();
            kubernetes.Dispose();
        }
    }
}
