using Infra.Catalog;

namespace Infra.Orchestrator.Rollouts;

/// <summary>One service in one stage: what a rollout moves, a journal records and a lease guards.</summary>
public sealed record ServiceKey(string Stage, string Service)
{
    public string Network => StackNames.Network(Stage);
    public string Traffic => StackNames.Traffic(Stage, Service);

    public string Environment(Colour colour) => StackNames.Environment(Stage, Service, colour);

    public override string ToString() => $"{Service} in {Stage}";
}
