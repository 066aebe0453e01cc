using Google.Protobuf.WellKnownTypes;
using Infra.Policies.Sdk;
using Infra.Rpc;
using Pulumirpc;
using Stack = Infra.Policies.Sdk.Stack;

namespace Infra.Policies.Host;

/// <summary>The service <c>pulumirpc.Analyzer</c> over a pack. Calls may come at once: all that changes is one reference.</summary>
internal sealed class Analyzer(Pack pack)
{
    const string Service = "pulumirpc.Analyzer";

    readonly Dictionary<Rule, PolicyNotApplicable> notApplicable = pack.Rules.ToDictionary(rule => rule, Wire.NotApplicable);
    readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Configuration configuration = Configuration.None;

    /// <summary>Done when the engine has no further question.</summary>
    public Task Cancelled => cancelled.Task;

    public GrpcServices Services => new GrpcServices()
        .Unary<AnalyzerHandshakeRequest, AnalyzerHandshakeResponse>(Service, "Handshake", (_, _) => Task.FromResult(new AnalyzerHandshakeResponse()))
        .Unary<AnalyzerStackConfigureRequest, AnalyzerStackConfigureResponse>(Service, "ConfigureStack", (_, _) => Task.FromResult(new AnalyzerStackConfigureResponse()))
        .Unary<Empty, PluginInfo>(Service, "GetPluginInfo", (_, _) => Task.FromResult(new PluginInfo { Version = pack.Version }))
        .Unary<Empty, AnalyzerInfo>(Service, "GetAnalyzerInfo", (_, _) => Task.FromResult(Wire.Info(pack, configuration)))
        .Unary<ConfigureAnalyzerRequest, Empty>(Service, "Configure", (request, _) => Task.FromResult(Configure(request)))
        .Unary<AnalyzeRequest, AnalyzeResponse>(Service, "Analyze", (request, _) => Task.FromResult(Analyze(request)))
        .Unary<AnalyzeStackRequest, AnalyzeResponse>(Service, "AnalyzeStack", (request, _) => Task.FromResult(Analyze(request)))
        // No rule has a remedy, so there is nothing to remediate and nothing that does not apply.
        .Unary<AnalyzeRequest, RemediateResponse>(Service, "Remediate", (_, _) => Task.FromResult(new RemediateResponse()))
        .Unary<Empty, Empty>(Service, "Cancel", (_, _) => Task.FromResult(Cancel()));

    public AnalyzeResponse Analyze(AnalyzeRequest request)
    {
        var (now, answer, redaction) = (configuration, new AnalyzeResponse(), new Redaction());
        var resource = new Resource(request, redaction);
        var applicable = pack.For(request.Type);
        foreach (var rule in pack.ResourceRules)
        {
            var level = now.LevelOf(rule);
            if (level == Level.Disabled) continue;
            if (applicable.Contains(rule))
                Add(answer, rule, Judge.Run(rule, level, now.SettingsOf(rule), resource, redaction));
            else
                answer.NotApplicable.Add(notApplicable[rule]);
        }
        return answer;
    }

    public AnalyzeResponse Analyze(AnalyzeStackRequest request)
    {
        var (now, answer, redaction) = (configuration, new AnalyzeResponse(), new Redaction());
        var stack = new Stack([.. request.Resources.Select(resource => new Resource(resource, redaction))]);
        foreach (var rule in pack.StackRules)
        {
            var level = now.LevelOf(rule);
            if (level == Level.Disabled) continue;
            if (stack.OfType(rule.Types).Any())
                Add(answer, rule, Judge.Run(rule, level, now.SettingsOf(rule), stack, redaction));
            else
                answer.NotApplicable.Add(notApplicable[rule]);
        }
        return answer;
    }

    public Empty Configure(ConfigureAnalyzerRequest request)
    {
        configuration = Configuration.From(pack, request);
        return new();
    }

    Empty Cancel()
    {
        cancelled.TrySetResult();
        return new();
    }

    void Add(AnalyzeResponse answer, Rule rule, IReadOnlyList<Finding> findings) =>
        answer.Diagnostics.AddRange(findings.Select(finding => Wire.Diagnostic(pack, rule, finding)));
}
