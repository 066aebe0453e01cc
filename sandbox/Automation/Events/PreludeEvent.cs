using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class PreludeEvent
{
    [JsonConstructor]
    internal PreludeEvent()
    {
    }

    [JsonInclude]
    public IImmutableDictionary<string, string> Config { get; internal init; } = ImmutableDictionary<string, string>.Empty;
}
