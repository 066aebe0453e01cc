using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class StepEventStateMetadata
{
    [JsonConstructor]
    internal StepEventStateMetadata()
    {
    }

    [JsonInclude]
    public string Urn { get; internal init; } = "";

    [JsonInclude]
    public string Type { get; internal init; } = "";

    [JsonInclude]
    public bool? Custom { get; internal init; }

    [JsonInclude]
    public bool? Delete { get; internal init; }

    [JsonInclude]
    public string Id { get; internal init; } = "";

    [JsonInclude]
    public string Parent { get; internal init; } = "";

    [JsonInclude]
    public bool? Protect { get; internal init; }

    [JsonInclude]
    public IImmutableDictionary<string, object> Inputs { get; internal init; } = ImmutableDictionary<string, object>.Empty;

    [JsonInclude]
    public IImmutableDictionary<string, object> Outputs { get; internal init; } = ImmutableDictionary<string, object>.Empty;

    [JsonInclude]
    public string Provider { get; internal init; } = "";

    [JsonInclude]
    public ImmutableArray<string>? InitErrors { get; internal init; }
}
