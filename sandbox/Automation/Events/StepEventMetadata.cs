using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class StepEventMetadata
{
    [JsonConstructor]
    internal StepEventMetadata()
    {
    }

    [JsonInclude]
    public OperationType Op { get; internal init; }

    [JsonInclude]
    public string Urn { get; internal init; } = "";

    [JsonInclude]
    public string Type { get; internal init; } = "";

    [JsonInclude]
    public StepEventStateMetadata? Old { get; internal init; }

    [JsonInclude]
    public StepEventStateMetadata? New { get; internal init; }

    [JsonInclude]
    public ImmutableArray<string>? Keys { get; internal init; }

    [JsonInclude]
    public ImmutableArray<string>? Diffs { get; internal init; }

    [JsonInclude]
    public IImmutableDictionary<string, PropertyDiff>? DetailedDiff { get; internal init; }

    [JsonInclude]
    public bool? Logical { get; internal init; }

    [JsonInclude]
    public string Provider { get; internal init; } = "";
}
