using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Infra.Policies.Sdk.Testing;

/// <summary>The resources of cases as an engine would send them.</summary>
internal static class Wires
{
    public static AnalyzeRequest Request(Rule rule, CaseResource resource) => new()
    {
        Type = TypeOf(rule, resource),
        Name = resource.Name,
        Urn = Urn(rule, resource),
        Properties = resource.Properties,
        Options = Options(resource),
    };

    public static IEnumerable<AnalyzerResource> Members(Rule rule, ImmutableArray<CaseResource> all) => all.Select(resource =>
    {
        var member = new AnalyzerResource { Type = TypeOf(rule, resource), Name = resource.Name, Urn = Urn(rule, resource), Properties = resource.Properties, Options = Options(resource) };
        foreach (var (property, source) in resource.From)
            member.PropertyDependencies.Add(property, new() { Urns = { all.Where(other => other.Name == source && other != resource).Select(other => Urn(rule, other)) } });
        return member;
    });

    /// <param name="values">Serialized as they are: an anonymous object, or a map.</param>
    public static Struct Fields(object values) => Struct.Parser.ParseJson(JsonSerializer.Serialize(values));

    static AnalyzerResourceOptions Options(CaseResource resource) => new() { Protect = resource.IsProtected, IgnoreChanges = { resource.IgnoreChanges }, Parent = resource.Parent };

    static string TypeOf(Rule rule, CaseResource resource) => resource.Type.Length > 0 ? resource.Type : rule.Types[0];

    static string Urn(Rule rule, CaseResource resource) => $"urn:pulumi:local.web.blue::infra::{TypeOf(rule, resource)}::{resource.Name}";
}
