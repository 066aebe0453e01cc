using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Host;
using Infra.Policies.Sdk.Testing;
using Pulumirpc;

namespace Infra.Tests.Policies;

/// <summary>Resources in a line, and what a rule says of them, as the engine would hear it.</summary>
static class Kit
{
    public static string Unknown => Given.Unknown;

    public static object Secret(object value) => Given.Secret(value);

    public static AnalyzeRequest Some(string type, object inputs, object? provider = null) => new()
    {
        Type = type,
        Name = "web",
        Urn = Urn(type, "web"),
        Properties = Fields(inputs),
        Provider = new() { Type = "pulumi:providers:aws", Name = "aws", Properties = Fields(provider ?? new { region = "eu-west-1" }) },
    };

    /// <param name="from">By property: the resources that its value came from.</param>
    public static AnalyzerResource Member(string type, string name, object outputs, params (string Property, AnalyzerResource Source)[] from)
    {
        var member = new AnalyzerResource { Type = type, Name = name, Urn = Urn(type, name), Properties = Fields(outputs) };
        foreach (var (property, source) in from)
        {
            if (!member.PropertyDependencies.TryGetValue(property, out var sources)) member.PropertyDependencies[property] = sources = new();
            sources.Urns.Add(source.Urn);
        }
        return member;
    }

    public static AnalyzeRequest TaskDefinition(params object[] containers) =>
        Some("aws:ecs/taskDefinition:TaskDefinition", new { family = "web", containerDefinitions = JsonSerializer.Serialize(containers) });

    public static Analyzer Serving(Pack pack, TimeProvider? time = null) => new(pack, new(TimeProvider.System, RuleRunner.Patience), time ?? TimeProvider.System);

    public static AnalyzeResponse Analyze(this Analyzer analyzer, AnalyzeRequest request) => analyzer.AnalyzeAsync(request).GetAwaiter().GetResult();

    public static AnalyzeResponse Analyze(this Analyzer analyzer, AnalyzeStackRequest request) => analyzer.AnalyzeAsync(request).GetAwaiter().GetResult();

    public static Analyzer Only(Rule rule, object? settings = null)
    {
        var analyzer = Serving(new Pack("test", "1.0.0", "", [rule]));
        if (settings is not null)
            analyzer.Configure(new() { PolicyConfig = { [rule.Name] = new() { EnforcementLevel = Level(rule.Level), Properties = Fields(settings) } } });
        return analyzer;
    }

    public static void Pass(ResourceRule rule, AnalyzeRequest resource, object? settings = null)
    {
        var answer = Only(rule, settings).Analyze(resource);

        Assert.Empty(answer.Diagnostics);
        Assert.Empty(answer.NotApplicable);
    }

    public static void Pass(StackRule rule, params IEnumerable<AnalyzerResource> stack)
    {
        var answer = Only(rule).Analyze(new AnalyzeStackRequest { Resources = { stack } });

        Assert.Empty(answer.Diagnostics);
        Assert.Empty(answer.NotApplicable);
    }

    /// <summary>The one violation, at the rule's level, complete with why and what to do; returned: what is wrong.</summary>
    public static string Violates(ResourceRule rule, AnalyzeRequest resource, object? settings = null) =>
        What(rule, Assert.Single(Only(rule, settings).Analyze(resource).Diagnostics));

    public static (string What, string Urn) Violates(StackRule rule, params IEnumerable<AnalyzerResource> stack)
    {
        var violation = Assert.Single(Only(rule).Analyze(new AnalyzeStackRequest { Resources = { stack } }).Diagnostics);
        return (What(rule, violation), violation.Urn);
    }

    /// <summary>The advice that this can't be judged before the update.</summary>
    public static void Defers(ResourceRule rule, AnalyzeRequest resource)
    {
        var advice = Assert.Single(Only(rule).Analyze(resource).Diagnostics);

        Assert.Equal(EnforcementLevel.Advisory, advice.EnforcementLevel);
        Assert.Contains("is not known before the update", advice.Message);
    }

    public static Struct Fields(object values) => Wires.Fields(values);

    static string What(Rule rule, AnalyzeDiagnostic violation)
    {
        Assert.Equal((rule.Name, rule.Demand, Level(rule.Level)), (violation.PolicyName, violation.Description, violation.EnforcementLevel));
        var why = violation.Message.IndexOf(rule.Because, StringComparison.Ordinal);
        Assert.True(why > 0, $"The message does not say why it matters: {violation.Message}");
        Assert.True(violation.Message.Length > why + rule.Because.Length + 10, $"The message does not say what to do: {violation.Message}");
        return violation.Message[..why].TrimEnd();
    }

    static EnforcementLevel Level(Level level) => level == Infra.Policies.Sdk.Level.Mandatory ? EnforcementLevel.Mandatory : EnforcementLevel.Advisory;

    static string Urn(string type, string name) => $"urn:pulumi:local.web.blue::infra::{type}::{name}";
}
