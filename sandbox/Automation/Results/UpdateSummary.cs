using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Pulumi.Automation;

public sealed class UpdateSummary
{
    [JsonConstructor]
    internal UpdateSummary()
    {
    }

    [JsonInclude]
    public UpdateKind Kind { get; internal init; }

    [JsonInclude]
    public DateTimeOffset StartTime { get; internal init; }

    [JsonInclude]
    public string Message { get; internal init; } = "";

    [JsonInclude]
    public IImmutableDictionary<string, string> Environment { get; internal init; } = ImmutableDictionary<string, string>.Empty;

    [JsonInclude]
    public IImmutableDictionary<string, ConfigValue> Config { get; internal init; } = ImmutableDictionary<string, ConfigValue>.Empty;

    [JsonInclude]
    public UpdateState Result { get; internal init; }

    [JsonInclude]
    public DateTimeOffset EndTime { get; internal init; }

    [JsonInclude]
    public int? Version { get; internal init; }

    [JsonInclude]
    public string? Deployment { get; internal init; }

    [JsonInclude]
    public IImmutableDictionary<OperationType, int>? ResourceChanges { get; internal init; }
}
