using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Orchestrator.Provisioning;

/// <summary>Keeps what a preview says that every resource would be, in the form of the steps of <c>pulumi preview --json</c>.</summary>
internal sealed class PlanKeeper
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, (OperationType Operation, StepEventStateMetadata State)> _planned = [];

    public void Hear(EngineEvent heard)
    {
        if (heard is { ResourcePreEvent.Metadata: { New: { } state, Op: not (OperationType.Refresh or OperationType.Delete or OperationType.DeleteReplaced) } step })
            _planned[step.Urn] = (step.Op, state);
    }

    /// <summary>One step for each resource.</summary>
    public ImmutableArray<JsonNode> Steps => [.. _planned.Values.Select(one => JsonSerializer.SerializeToNode(Step(one.Operation, one.State), _json)!)];

    private static object Step(OperationType operation, StepEventStateMetadata state) => new
    {
        op = Operations.Word(operation),
        urn = state.Urn,
        newState = new { type = state.Type, urn = state.Urn, inputs = state.Inputs, outputs = state.Outputs.Count > 0 ? state.Outputs : state.Inputs, protect = state.Protect, parent = state.Parent, provider = state.Provider },
    };
}
