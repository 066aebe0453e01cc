using System.Text.Json;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Orchestrator.Provisioning;

/// <summary>Keeps what a preview says that every resource would be, in the form of <c>pulumi preview --json</c>.</summary>
internal sealed class PlanKeeper
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, (OperationType Operation, StepEventStateMetadata State)> _planned = [];

    public void Hear(EngineEvent heard)
    {
        if (heard is { ResourcePreEvent.Metadata: { New: { } state, Op: not (OperationType.Refresh or OperationType.Delete or OperationType.DeleteReplaced) } step })
            _planned[step.Urn] = (step.Op, state);
    }

    public string Json => JsonSerializer.Serialize(
        new
        {
            steps = _planned.Values.Select(one => new
            {
                op = Operations.Word(one.Operation),
                urn = one.State.Urn,
                newState = new { type = one.State.Type, urn = one.State.Urn, inputs = one.State.Inputs, outputs = one.State.Outputs.Count > 0 ? one.State.Outputs : one.State.Inputs, protect = one.State.Protect, parent = one.State.Parent, provider = one.State.Provider },
            }),
        },
        _json);
}
