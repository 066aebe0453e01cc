using Google.Protobuf.WellKnownTypes;
using Infra.Policies.Sdk.Exemptions;
using Infra.Rpc;
using Pulumirpc;

namespace Infra.Policies.Sdk.Host;

/// <summary>The service <c>pulumirpc.Analyzer</c> over a pack. Calls may come at once: all that changes is one reference.</summary>
internal sealed class Analyzer(Pack pack, RuleRunner runner, TimeProvider time)
{
    const string Service = "pulumirpc.Analyzer";

    readonly Dictionary<Rule, PolicyNotApplicable> otherTypes = pack.Rules.ToDictionary(rule => rule, Wire.OtherTypes);
    readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Configuration ofProject = Configuration.None;
    volatile Configuration configuration = Configuration.None;
    volatile ExemptionBook exemptions = ExemptionBook.Empty;

    /// <summary>Done when the engine has no further question.</summary>
    public Task Cancelled => cancelled.Task;

    public GrpcServices Services => new GrpcServices()
        .Unary<AnalyzerHandshakeRequest, AnalyzerHandshakeResponse>(Service, "Handshake", (request, _) => Task.FromResult(Handshake(request)))
        .Unary<AnalyzerStackConfigureRequest, AnalyzerStackConfigureResponse>(Service, "ConfigureStack", (_, _) => Task.FromResult(new AnalyzerStackConfigureResponse()))
        .Unary<Empty, PluginInfo>(Service, "GetPluginInfo", (_, _) => Task.FromResult(new PluginInfo { Version = pack.Version }))
        .Unary<Empty, AnalyzerInfo>(Service, "GetAnalyzerInfo", (_, _) => Task.FromResult(Info()))
        .Unary<ConfigureAnalyzerRequest, Empty>(Service, "Configure", (request, _) => Task.FromResult(Configure(request)))
        .Unary<AnalyzeRequest, AnalyzeResponse>(Service, "Analyze", (request, _) => AnalyzeAsync(request))
        .Unary<AnalyzeStackRequest, AnalyzeResponse>(Service, "AnalyzeStack", (request, _) => AnalyzeAsync(request))
        .Unary<AnalyzeRequest, RemediateResponse>(Service, "Remediate", (request, _) => Task.FromResult(Remediate(request)))
        .Unary<Empty, Empty>(Service, "Cancel", (_, _) => Task.FromResult(Cancel()));

    public async Task<AnalyzeResponse> AnalyzeAsync(AnalyzeRequest request)
    {
        var examination = Examination;
        return Answer(pack.ResourceRules, examination, await examination.OfAsync(request));
    }

    public async Task<AnalyzeResponse> AnalyzeAsync(AnalyzeStackRequest request)
    {
        var examination = Examination;
        var answer = Answer(pack.StackRules, examination, await examination.OfAsync(request));
        foreach (var (exemption, urn, says) in exemptions.Unneeded([.. request.Resources.Select(resource => (resource.Type, resource.Urn))], pack.LooksAt))
            answer.Diagnostics.Add(Advice(exemption, says, urn));
        foreach (var (exemption, says) in exemptions.Idle([.. request.Resources.Select(resource => resource.Urn)]).Where(idle => request.Resources.Any(resource => idle.Exemption.IsOnlyFor(resource.Urn))))
            answer.Diagnostics.Add(Advice(exemption, says, ""));
        return answer;
    }

    /// <summary>Each remedy gets what the one before it left.</summary>
    public RemediateResponse Remediate(AnalyzeRequest request)
    {
        var (now, answer, redaction) = (configuration, new RemediateResponse(), new Redaction());
        foreach (var rule in pack.For(request.Type).Where(rule => rule.Remedy is not null && now.LevelOf(rule) == Level.Remediate && !exemptions.Spares(rule, request.Urn)))
        {
            var outcome = Remedies.Run(rule, now.SettingsOf(rule), new Resource(request, redaction), redaction);
            if (outcome is (null, null)) continue;
            answer.Remediations.Add(Wire.Remediation(pack, rule, outcome.Properties, outcome.Why));
            if (outcome.Properties is { } mended) request = new(request) { Properties = mended };
        }

        return answer;
    }

    /// <summary>Takes over the configuration and the exemptions of the project whose stack is judged.</summary>
    /// <exception cref="RpcException">They can't be used: nothing is judged without them.</exception>
    public AnalyzerHandshakeResponse Handshake(AnalyzerHandshakeRequest request)
    {
        try
        {
            var folder = request.RootDirectory is { Length: > 0 } root ? root : Environment.CurrentDirectory;
            exemptions = ExemptionFile.Book(folder, pack, time);
            configuration = ofProject = ConfigurationFile.Of(folder, pack);
            return new();
        }
        catch (UnusableFileException e)
        {
            throw new RpcException(StatusCode.InvalidArgument, e.Message);
        }
    }

    public AnalyzerInfo Info() => Wire.Info(pack, ofProject);

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

    Examination Examination => new(pack, runner, configuration, exemptions);

    AnalyzeDiagnostic Advice(Exemption exemption, string says, string urn) => Wire.Diagnostic(pack, pack.Rules.First(rule => rule.Name == exemption.Rule), new(Level.Advisory, says, urn));

    AnalyzeResponse Answer(IEnumerable<Rule> rules, Examination examination, Dictionary<Rule, Judgement> judgements)
    {
        var answer = new AnalyzeResponse();
        foreach (var rule in rules)
        {
            if (!judgements.TryGetValue(rule, out var judgement))
            {
                if (examination.IsOn(rule)) answer.NotApplicable.Add(otherTypes[rule]);
                continue;
            }

            answer.Diagnostics.AddRange(judgement.Findings.Select(finding => Wire.Diagnostic(pack, rule, finding)));
            if (judgement.NotApplicable is { } reason) answer.NotApplicable.Add(new PolicyNotApplicable { PolicyName = rule.Name, Reason = reason });
        }

        return answer;
    }
}
