using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Orchestrator.Provisioning;

/// <summary>Tells drift from the events of a preview with refresh: first the engine says what it found, then what the program would do about it.</summary>
internal sealed class DriftFinder
{
    // What a server counts and says of its own accord.
    private static readonly string[] Own = ["status", "metadata.resourceVersion", "metadata.generation", "metadata.managedFields"];

    private readonly Dictionary<string, StepEventMetadata> _found = [];
    private readonly Dictionary<string, OperationType> _planned = [];

    public void Hear(EngineEvent heard)
    {
        if (heard is { ResourceOutputsEvent.Metadata: { Op: OperationType.Refresh } found })
            _found[found.Urn] = found;
        else if (heard is { ResourcePreEvent.Metadata: { Op: not OperationType.Refresh } planned })
            _planned.TryAdd(planned.Urn, planned.Op);
    }

    public ImmutableArray<Drift> Drifts =>
    [
        .. from found in _found.Values
           let planned = _planned.GetValueOrDefault(found.Urn, OperationType.Same)
           let isGone = found.New is null || planned == OperationType.Create
           let properties = isGone ? [] : Differences(found.Old?.Outputs, found.New?.Outputs)
           where planned is not (OperationType.Same or OperationType.Read) && (isGone || properties.Length > 0)
           orderby found.Urn
           select new Drift(found.Urn, found.Type, isGone, properties),
    ];

    private static ImmutableArray<PropertyDrift> Differences(IImmutableDictionary<string, object>? was, IImmutableDictionary<string, object>? now)
    {
        var (before, after) = (Leaves("", was).ToDictionary(), Leaves("", now).ToDictionary());
        return
        [
            .. from path in before.Keys.Union(after.Keys)
               where before.GetValueOrDefault(path) != after.GetValueOrDefault(path) && !Own.Any(own => path == own || path.StartsWith($"{own}.", StringComparison.Ordinal) || path.StartsWith($"{own}[", StringComparison.Ordinal))
               orderby path
               select new PropertyDrift(path, before.GetValueOrDefault(path), after.GetValueOrDefault(path)),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Leaves(string path, object? value)
    {
        switch (value)
        {
            case IDictionary<string, object> map:
                return map.SelectMany(entry => Leaves(path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", entry.Value));
            case string text:
                return [new(path, JsonSerializer.Serialize(text))];
            case IEnumerable list:
                return list.Cast<object?>().SelectMany((item, at) => Leaves($"{path}[{at}]", item));
            case null:
                return [];
            default:
                return [new(path, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];
        }
    }
}
