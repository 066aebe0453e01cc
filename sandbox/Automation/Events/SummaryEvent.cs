using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class SummaryEvent
{
    [JsonConstructor]
    internal SummaryEvent()
    {
    }

    [JsonInclude]
    public bool MaybeCorrupt { get; internal init; }

    [JsonInclude]
    public int DurationSeconds { get; internal init; }

    [JsonInclude]
    public IImmutableDictionary<OperationType, int> ResourceChanges { get; internal init; } = ImmutableDictionary<OperationType, int>.Empty;

    [JsonInclude, JsonPropertyName("PolicyPacks")]
    public IImmutableDictionary<string, string> PolicyPacks { get; internal init; } = ImmutableDictionary<string, string>.Empty;
}
