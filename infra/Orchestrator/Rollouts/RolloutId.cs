namespace Infra.Orchestrator.Rollouts;

/// <summary>Names a rollout inside its service's journal, as <c>web-7</c>: the seventh that was planned there.</summary>
public readonly record struct RolloutId(string Value)
{
    public static RolloutId Of(string service, int ordinal) => new($"{service}-{ordinal}");

    public override string ToString() => Value;
}
