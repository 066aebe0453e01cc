using System.Collections.Immutable;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>A rule of the router.</summary>
internal sealed class ListenerRuleType(AwsHost host) : IRealType
{
    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var world = await host.World(ct);
        var listener = outputs["listenerArn"]?.AsText ?? "";
        // One at a time: two rules that ask for the next priority must not get the same.
        using (await host.Cloud.Turn.TakeAsync(ct))
        {
            if (outputs["priority"]?.AsNumber is null) outputs = outputs.Set("priority", await RulePriorities.NextAsync(world, listener, ct));
            await world.PutAsync(new Rule
            {
                Id = id,
                ListenerId = listener,
                Priority = (int)outputs["priority"]!.AsNumber!,
                Conditions = [.. (outputs["conditions"]?.AsList ?? []).Select(condition => Condition(of.Urn, condition.AsMap))],
                Action = RouteActions.Read(of.Urn, outputs["actions"]?.AsList ?? []),
            }, ct);
            return outputs;
        }
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct)
    {
        var world = await host.World(ct);
        if (await world.FindRuleAsync(known.Id, ct) is not { } rule) return null;
        known = Drift.Apply(known, "priority", (double)rule.Priority);
        return Drift.Apply(known, "actions", RouteActions.Write(known.Id, known.Outputs["actions"] ?? PropertyValue.Nothing, rule.Action).Plain);
    }

    public async Task DeleteAsync(string id, CancellationToken ct) => await (await host.World(ct)).DeleteRuleAsync(id, ct);

    static Condition Condition(string urn, PropertyMap condition)
    {
        if (condition["pathPattern"]?.AsMap is { } path) return new Condition(ConditionField.Path, null, Values(path));
        if (condition["hostHeader"]?.AsMap is { } hosts) return new Condition(ConditionField.Host, null, Values(hosts));
        if (condition["httpHeader"]?.AsMap is { } header) return new Condition(ConditionField.Header, header["httpHeaderName"]?.AsText, Values(header));
        throw new EngineException($"{urn} has a condition on {string.Join(", ", condition.Names)}; the sandbox's router knows pathPattern, hostHeader and httpHeader.");
    }

    static ImmutableArray<string> Values(PropertyMap condition) => [.. (condition["values"]?.AsList ?? []).Select(value => value.AsText ?? "")];
}
