using System.Collections.Immutable;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Orchestrator.Provisioning;

/// <summary>The border: hears Pulumi's events and says them as ours. What was heard adds up to a report.</summary>
/// <param name="plan">Keeps the plan; null where nobody asked for it.</param>
internal sealed class EventListener(Action<StackEvent> tell, PlanKeeper? plan = null)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _declared = [];
    private readonly DriftFinder _drift = new();
    private readonly List<Violation> _violations = [];
    private readonly List<StackEvent.Diagnostic> _diagnostics = [];
    private ImmutableSortedDictionary<string, int> _changes = ImmutableSortedDictionary<string, int>.Empty;

    public void Hear(EngineEvent heard)
    {
        StackEvent? said;
        lock (_lock)
        {
            _drift.Hear(heard);
            plan?.Hear(heard);
            said = Translate(heard);
        }

        if (said is not null)
            tell(said);
    }

    public StackReport Report(string stack)
    {
        lock (_lock)
        {
            var report = new StackReport
            {
                Stack = stack,
                Result = StackResult.Succeeded,
                ExitCode = 0,
                Why = "",
                Changes = _changes,
                Resources = _declared.Count,
                Violations = [.. _violations],
                Diagnostics = [.. _diagnostics],
                Drifts = _drift.Drifts,
                Plan = plan?.Steps ?? [],
            };
            // An engine that says "fine" over a mandatory violation is not believed.
            return StackFailure.Violated(report) ?? report;
        }
    }

    private StackEvent? Translate(EngineEvent heard)
    {
        switch (heard)
        {
            case { ResourcePreEvent.Metadata: var starting }:
                if (starting.Op is not (OperationType.Delete or OperationType.DeleteReplaced))
                    _declared.Add(starting.Urn);
                return Resource(starting, Progress.Started);
            case { ResourceOutputsEvent.Metadata: var done }:
                return Resource(done, Progress.Done);
            case { ResourceOperationFailedEvent.Metadata: var failed }:
                return Resource(failed, Progress.Failed);
            case { PolicyEvent: { } policy }:
                var violation = new Violation(Violation.Called(policy.PolicyPackName, policy.PolicyName), policy.EnforcementLevel, policy.ResourceUrn ?? "", policy.Message.Trim());
                _violations.Add(violation);
                return new StackEvent.Policy(violation);
            case { DiagnosticEvent: { Ephemeral: not true } diagnostic }:
                var said = new StackEvent.Diagnostic(diagnostic.Severity, diagnostic.Message.Trim(), diagnostic.Urn ?? "");
                _diagnostics.Add(said);
                return said;
            case { SummaryEvent: { } summary }:
                _changes = summary.ResourceChanges
                    .Where(change => change.Value > 0 && change.Key is not (OperationType.Same or OperationType.Read or OperationType.Refresh or OperationType.Unknown))
                    .ToImmutableSortedDictionary(change => Operations.Word(change.Key), change => change.Value);
                return null;
            default:
                return null;
        }
    }

    private static StackEvent.Resource Resource(StepEventMetadata step, Progress progress) =>
        new(Operations.Word(step.Op), step.Type, step.Urn, progress);
}
